import type { DkimKey } from '#main/channels/email/dkim-signer.ts';
import type { EmailMessage } from '#main/channels/email/email-message.ts';
import { compileMime } from '#main/channels/email/mime-message.ts';
import { createSmtpProvider } from '#main/channels/email/smtp.provider.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { NEWSLETTER, NEWSLETTER_SUBJECT } from './newsletter.ts';
import type { BareMeasure } from './send-with-nodemailer.ts';

const BASE = 'http://127.0.0.1:8080';
const FROM = 'news@acme.example';

/** Herald's own way from template to server, without a ledger: rendering, tokens, connections, and signatures where there are keys. */
export async function sendBare(options: {
  port: number;
  messages: number;
  connections: number;
  dkim?: readonly DkimKey[];
}): Promise<BareMeasure> {
  const { port, messages, connections, dkim } = options;
  const provider = createSmtpProvider({
    host: '127.0.0.1',
    port,
    security: 'none',
    username: null,
    password: null,
    dkim,
  });
  const messageTo = newsletter();
  let next = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  async function lane(): Promise<void> {
    const result = await provider.connect(new AbortController().signal);
    if (!result.ok) throw new Error(result.outcome.said);
    const { connection } = result;
    let last: Promise<unknown> = Promise.resolve();
    while (next < messages) {
      last = connection
        .deliver(messageTo(next++), () => Promise.resolve(true))
        .then(({ kind }) => {
          if (kind !== 'accepted') throw new Error(`A message was ${kind}.`);
        });
      await (connection.room?.() ?? last);
    }
    await last;
    connection.close();
  }
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { per_second: messages / seconds, cpu_us_per_message: (user + system) / messages };
}

function newsletter(): (index: number) => EmailMessage {
  const source = { subject: NEWSLETTER_SUBJECT, preheader: '', body_kind: 'html' as const, body: NEWSLETTER };
  const message = compileMessage(source, { base_url: BASE, track_opens: true, track_clicks: true });
  const mime = compileMime({
    from: { name: 'Acme', address: FROM },
    reply_to: null,
    subject: message.subject.chunks,
    html: message.html.chunks,
    text: message.text.chunks,
  });
  const signer = createTokenSigner(Buffer.alloc(32, 7));
  return (index) => {
    const token = signer.sign(index + 1);
    const urls = trackingUrls(BASE, token);
    const to = `person${index}@list.example`;
    const data = mergeDataOf(personOf(index, to), mergeAddressesOf(token, urls));
    return {
      from: FROM,
      to,
      mime: mime.build({
        to,
        message_id: `${index}.bench@acme.example`,
        unsubscribe_url: urls.unsubscribe,
        date: Date.now(),
        subject: message.subject.fill(data),
        html: message.html.fill(data),
        text: message.text.fill(data),
      }),
    };
  };
}

function personOf(index: number, email: string) {
  const texts = {
    last_name: 'Example',
    company: 'Company & Sons',
    city: 'Kraków',
    country: '',
    locale: '',
    timezone: '',
  };
  return { id: String(index), email, first_name: `Ana${index}`, ...texts, attributes: {} };
}
