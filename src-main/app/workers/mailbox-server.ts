import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import { SMTPServer } from 'smtp-server';
import { readListHeaders } from '#main/channels/email/read-mail.ts';
import type { MailboxStore, NewMail } from '#main/repositories/sending/mailbox.repo.ts';
import type { Logger } from '#shared/kernel/logger.ts';

const HOST = '127.0.0.1';
const LARGEST_MAIL = 50 * 1024 * 1024;

export interface MailboxServerOptions {
  /** The port of an earlier run, so that those who know it find it again; 0 takes any. */
  port: number;
  store: MailboxStore;
  log: Logger;
  onArrival(): void;
}

interface Arrival {
  mail: NewMail;
  answer(error?: Error | null): void;
}

/** Takes every mail from this machine and answers only once it is stored; arrivals of one moment share a commit. */
export async function startMailboxServer(
  options: MailboxServerOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const { store, log, onArrival } = options;
  let arrivals: Arrival[] = [];

  function storeArrivals(): void {
    const batch = arrivals;
    arrivals = [];
    try {
      store.insert(batch.map(({ mail }) => mail));
    } catch (error) {
      log.error({ err: error }, 'the test mailbox could not store mail');
      for (const { answer } of batch) answer(Object.assign(new Error('The mailbox is full.'), { responseCode: 452 }));
      return;
    }
    for (const { answer } of batch) answer();
    onArrival();
  }

  const server = new SMTPServer({
    banner: 'Herald test mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_MAIL,
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const { from, to, subject } = readListHeaders(raw);
        const recipient = session.envelope.rcptTo.map(({ address }) => address).join(', ') || to;
        const mail = {
          at: Date.now(),
          sender: from,
          recipient,
          subject,
          bytes: raw.length,
          source: deflateSync(raw, { level: 1 }),
        };
        if (arrivals.push({ mail, answer: callback }) === 1) setImmediate(storeArrivals);
      });
    },
  });
  server.on('error', (error: Error) => log.warn({ err: error }, 'test mailbox connection failed'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, HOST, () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
