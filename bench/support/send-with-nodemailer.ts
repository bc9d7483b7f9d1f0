import { createTransport } from 'nodemailer';
import { testCertificate } from '#test/support/test-certificate.ts';
import { fillPlainly, NEWSLETTER, NEWSLETTER_SUBJECT } from './newsletter.ts';

const TEXT = 'Hello {{ first_name }},\n\nnews for {{ company }} in {{ city }}.\n\nUnsubscribe: {{ unsubscribe_url }}\n';

export interface BareMeasure {
  per_second: number;
  cpu_us_per_message: number;
}

/** The mail library alone: pooled connections, replaced strings, no ledger, no tracking. */
export async function sendWithNodemailer(options: {
  port: number;
  messages: number;
  connections: number;
  /** Over TLS, signed in. */
  tls?: boolean;
}): Promise<BareMeasure> {
  const { port, messages, connections, tls = false } = options;
  const transport = createTransport({
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    host: tls ? 'localhost' : '127.0.0.1',
    port,
    secure: tls,
    ignoreTLS: true,
    auth: tls ? { user: 'ana', pass: 'secret' } : undefined,
    tls: { ca: testCertificate().cert },
  });
  let next = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  async function lane(): Promise<void> {
    while (next < messages) await transport.sendMail(messageTo(next++));
  }
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  transport.close();
  return { per_second: messages / seconds, cpu_us_per_message: (user + system) / messages };
}

function messageTo(index: number) {
  const email = `person${index}@list.example`;
  const unsubscribe_url = `http://127.0.0.1:8080/u/${index}`;
  const fields = { first_name: `Ana${index}`, company: 'Company &amp; Sons', city: 'Kraków', email, unsubscribe_url };
  return {
    from: 'Acme <news@acme.example>',
    to: email,
    subject: fillPlainly(NEWSLETTER_SUBJECT, fields),
    html: fillPlainly(NEWSLETTER, fields),
    text: fillPlainly(TEXT, fields),
    headers: { 'List-Unsubscribe': `<${unsubscribe_url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}
