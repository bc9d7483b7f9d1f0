import type { FetchedMail, MailboxAccount, MailboxPosition, MailboxSession } from './mailbox-session.ts';
import { Pop3Connection } from './pop3-connection.ts';

/** Opens a mailbox by POP3 (RFC 1939). @throws Error with the server's words */
export async function openPop3(account: MailboxAccount): Promise<MailboxSession> {
  const connection = await Pop3Connection.open(account);
  try {
    if (account.security === 'starttls') await connection.startTls();
    await connection.say(`USER ${account.username}`);
    await connection.say(`PASS ${account.password}`, 'PASS');
    const listed = await connection.sayLong('UIDL');
    return sessionOf(
      connection,
      listed.map(nameOf).filter(({ uidl }) => uidl !== ''),
    );
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

interface Named {
  /** Counts within this session alone. */
  number: number;
  uidl: string;
}

function nameOf(line: string): Named {
  const [number = '', uidl = ''] = line.trim().split(/\s+/);
  return { number: Number(number), uidl };
}

function sessionOf(connection: Pop3Connection, listed: Named[]): MailboxSession {
  const taken = new Set<string>();
  return {
    count: listed.length,
    validity: '',
    async next({ isSeen }: MailboxPosition, limit) {
      const mails: FetchedMail[] = [];
      for (const { number, uidl } of listed) {
        if (mails.length === limit) break;
        if (taken.has(uidl) || isSeen(uidl)) continue;
        taken.add(uidl);
        mails.push({ uid: number, uidl, source: await connection.retrieve(number) });
      }
      return mails;
    },
    /** There is nothing here but keeping and deleting. */
    async settle(mails, afterwards) {
      if (afterwards !== 'delete') return;
      for (const { uid } of mails) await connection.say(`DELE ${uid}`);
    },
    // What was deleted is gone only once the server has heard this.
    async close() {
      await connection.say('QUIT').catch(() => undefined);
      connection.destroy();
    },
  };
}
