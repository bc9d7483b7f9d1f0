import { generateKeyPairSync } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { testCertificate } from '#test/support/test-certificate.ts';
import { type Bench, type Comparison, compare, type Figure, median, round } from './figure.ts';
import { sendBare } from './support/send-bare.ts';
import { sendWithHerald } from './support/send-with-herald.ts';
import { sendWithNodemailer } from './support/send-with-nodemailer.ts';
import { signaturesPerSecond } from './support/signatures-per-second.ts';
import { hasSmtpSource, sendWithSmtpSource } from './support/smtp-source.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

const CONNECTIONS = 20;
const WARM_UP = 500;

interface Size {
  n: number;
  repeats: number;
}

/** A whole send, ledger and all, against the bare mail library that it would otherwise be made with, and against a sender in C. */
const bench: Bench = {
  name: 'send.smtp',
  async run({ quick }) {
    const size = quick ? { n: 3_000, repeats: 3 } : { n: 20_000, repeats: 5 };
    return [...(await inClear(size)), await overTls(size), await signed(size)];
  },
};
export default bench;

async function inClear(size: Size): Promise<Figure[]> {
  const { port, stop } = await startLeanSink();
  try {
    const figures = [
      await againstNodemailer(size, { port, against: 'nodemailer-pool', goal: 8, floor: 5, tls: false }),
    ];
    if (hasSmtpSource()) figures.push(await againstSmtpSource(size, port));
    else console.error('send.smtp: smtp-source is not installed, so nothing is measured against it.');
    return figures;
  } finally {
    await stop();
  }
}

async function overTls(size: Size): Promise<Figure> {
  setDefaultCACertificates([...getCACertificates('default'), testCertificate().cert]);
  const { port, stop } = await startLeanSink({ tls: true });
  try {
    const about = { port, against: 'nodemailer-pool over TLS, signed in', goal: 4, floor: 2.5, tls: true };
    return await againstNodemailer(size, about);
  } finally {
    await stop();
  }
}

async function againstNodemailer(
  { n, repeats }: Size,
  { port, tls, floor, ...about }: { port: number; against: string; goal: number; floor: number; tls: boolean },
): Promise<Figure> {
  const account = tls ? ({ host: 'localhost', security: 'tls', username: 'ana' } as const) : {};
  const sender = { max_connections: CONNECTIONS, ...account };
  const cpu: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  await sendWithHerald({ port, recipients: WARM_UP, sender });
  await sendWithNodemailer({ port, messages: WARM_UP, connections: CONNECTIONS, tls });
  const figure = await compare(
    comparison(about, { n, repeats }),
    async () => {
      const { per_second, cpu_us_per_message } = await sendWithHerald({ port, recipients: n, sender });
      cpu.ours.push(cpu_us_per_message);
      return per_second;
    },
    async () => {
      const measure = await sendWithNodemailer({ port, messages: n, connections: CONNECTIONS, tls });
      cpu.theirs.push(measure.cpu_us_per_message);
      return measure.per_second;
    },
  );
  const [cpu_us, baseline_cpu_us] = [round(median(cpu.ours), 0), round(median(cpu.theirs), 0)];
  return { ...figure, floor, cpu_us, baseline_cpu_us, cpu_ratio: round(baseline_cpu_us / cpu_us) };
}

async function againstSmtpSource(size: Size, port: number): Promise<Figure> {
  const sender = { max_connections: CONNECTIONS };
  const figure = await compare(
    comparison({ against: 'smtp-source', goal: 1 }, size),
    async () => (await sendWithHerald({ port, recipients: size.n, sender })).per_second,
    () => sendWithSmtpSource({ port, messages: size.n, connections: CONNECTIONS }),
  );
  return { ...figure, floor: 0.6 };
}

/** Without the ledger: what is measured is how much of the machine's signatures get out. */
async function signed({ n, repeats }: Size): Promise<Figure> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = [{ domain: 'acme.example', selector: 'bench', key }];
  const messages = Math.ceil(n / 2);
  const { port, stop } = await startLeanSink();
  try {
    const figure = await compare(
      comparison(
        { against: `RSA-2048 signatures on ${availableParallelism()} cores`, goal: 0.7 },
        { n: messages, repeats },
      ),
      async () => (await sendBare({ port, messages, connections: CONNECTIONS, dkim })).per_second,
      () => signaturesPerSecond(privateKey, messages),
    );
    return { ...figure, floor: 0.5 };
  } finally {
    await stop();
  }
}

function comparison({ against, goal }: { against: string; goal: number }, size: Size): Comparison {
  return { bench: 'send.smtp', unit: 'deliveries/s', kind: 'rate', against, goal, ...size };
}
