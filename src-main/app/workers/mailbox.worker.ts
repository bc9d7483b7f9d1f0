import type { MailboxQuery } from '#main/repositories/sending/mailbox.repo.ts';
import { MailboxStore } from '#main/repositories/sending/mailbox.repo.ts';
import { listMails, readStoredMail } from './mailbox-reading.ts';
import { startMailboxServer } from './mailbox-server.ts';
import { serveWorker } from './serve-worker.ts';
import { throttle } from './throttle.ts';

const BOUNDS = { mails: 20_000, bytes: 500 * 1024 * 1024 };
const NOTICE_MILLIS = 500;

/** The built-in test mailbox: an SMTP server on loopback and the file that keeps what it takes in. */
await serveWorker<{ port: number }>(async ({ setup, extra, feed, log }) => {
  const store = new MailboxStore(setup.paths.mailbox, BOUNDS);
  const notice = throttle(NOTICE_MILLIS, () => feed.announce(['mailbox']));
  const server = await startMailboxServer({ port: extra.port, store, log, onArrival: notice.call });
  return {
    ready: { host: '127.0.0.1', port: server.port },
    calls: {
      list: (query: MailboxQuery) => listMails(store, query),
      read: async (no: number) => {
        const mail = await readStoredMail(store, no);
        if (mail && store.markRead(no)) notice.call();
        return mail;
      },
      delete: (no: number) => {
        notice.call();
        return store.delete(no);
      },
      clear: () => {
        store.clear();
        notice.call();
      },
    },
    async stop() {
      await server.close();
      notice.stop();
      store.close();
    },
  };
});
