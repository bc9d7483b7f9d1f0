import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';

interface ImapMessage {
  raw: string;
  uid: number;
  flags: string[];
}

interface Hoodiecrow {
  server: Server;
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
  appendMessage(mailbox: string, flags: string[], date: Date | false, raw: string): void;
  getMailbox(name: string): { messages: ImapMessage[]; uidvalidity: number } | undefined;
}

const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Hoodiecrow;

/** An IMAP server with one mailbox, on a free port. */
export interface ImapServer {
  port: number;
  put(raw: string): void;
  /** What lies in a folder, with its flags. */
  messages(folder: string): { raw: string; flags: string[] }[];
  /** Gives all mails new numbers, as a server does that was set up anew. */
  renumber(): void;
  close(): Promise<void>;
}

export const IMAP_USER = { username: 'bounces', password: 'a-good-secret' };

export async function startImapServer(): Promise<ImapServer> {
  const imap = hoodiecrow({
    plugins: ['ID', 'AUTH-PLAIN', 'NAMESPACE', 'ENABLE', 'UIDPLUS', 'UNSELECT', 'SPECIAL-USE', 'SASL-IR', 'XOAUTH2'],
    users: {
      [IMAP_USER.username]: { password: IMAP_USER.password, xoauth2: { accessToken: 'access-1', sessionTimeout: 1e9 } },
    },
    storage: { INBOX: { messages: [] }, '': { separator: '/', folders: { Herald: {} } } },
  });
  await new Promise<void>((done) => imap.listen(0, '127.0.0.1', done));
  const inbox = () => imap.getMailbox('INBOX');
  return {
    port: (imap.server.address() as AddressInfo).port,
    put: (raw) => imap.appendMessage('INBOX', [], false, raw.replace(/\r?\n/g, '\r\n')),
    messages: (folder) => imap.getMailbox(folder)?.messages ?? [],
    renumber() {
      const box = inbox();
      if (box) box.uidvalidity += 1;
    },
    close: () => new Promise((done) => imap.close(() => done())),
  };
}
