import { ImapFlow } from 'imapflow';
import {
  type Afterwards,
  ANSWER_TIMEOUT,
  type FetchedMail,
  type MailboxAccount,
  type MailboxSession,
  MOST_MAIL_BYTES,
} from './mailbox-session.ts';

/** Opens a folder by IMAP. @throws Error with the server's words */
export async function openImap(account: MailboxAccount): Promise<MailboxSession> {
  const { host, port, security, username, password, access_token, folder } = account;
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls' ? true : security === 'none' ? false : undefined,
    auth: access_token === null ? { user: username, pass: password } : { user: username, accessToken: access_token },
    logger: false,
    connectionTimeout: ANSWER_TIMEOUT,
    greetingTimeout: ANSWER_TIMEOUT,
    socketTimeout: 2 * ANSWER_TIMEOUT,
  });
  // What is lost in the middle of something is told by the call that waited for it.
  client.on('error', () => {});
  try {
    await client.connect();
    const mailbox = await client.mailboxOpen(folder);
    return sessionOf(client, { count: mailbox.exists, validity: String(mailbox.uidValidity) });
  } catch (error) {
    client.close();
    throw inServerWords(error);
  }
}

function sessionOf(client: ImapFlow, { count, validity }: { count: number; validity: string }): MailboxSession {
  return {
    count,
    validity,
    next: (position, limit) =>
      told(() => fetchNext(client, position.validity === validity ? position.last_uid : 0, limit)),
    settle: (mails, afterwards, done_folder) => told(() => settle(client, mails, { afterwards, done_folder })),
    async close() {
      await client.logout().catch(() => client.close());
    },
  };
}

/** Without setting any flag. */
async function fetchNext(client: ImapFlow, last_uid: number, limit: number): Promise<FetchedMail[]> {
  const found = (await client.search({ uid: `${last_uid + 1}:*` }, { uid: true })) || [];
  // A range of one number always finds the last mail, also one that has been read.
  const uids = found
    .filter((uid) => uid > last_uid)
    .sort((a, b) => a - b)
    .slice(0, limit);
  if (uids.length === 0) return [];
  const mails: FetchedMail[] = [];
  const large: number[] = [];
  for await (const { uid, size = 0 } of client.fetch(uids, { uid: true, size: true }, { uid: true })) {
    if (size > MOST_MAIL_BYTES) large.push(uid);
  }
  const usual = uids.filter((uid) => !large.includes(uid));
  if (usual.length > 0) {
    for await (const mail of client.fetch(usual, { uid: true, source: true }, { uid: true })) mails.push(fetched(mail));
  }
  for (const uid of large) {
    const query = { uid: true, source: { start: 0, maxLength: MOST_MAIL_BYTES } };
    const mail = await client.fetchOne(uid, query, { uid: true });
    if (mail) mails.push(fetched(mail));
  }
  return mails.sort((a, b) => a.uid - b.uid);
}

function fetched({ uid, source }: { uid: number; source?: Buffer }): FetchedMail {
  return { uid, uidl: '', source: source ?? new Uint8Array() };
}

async function settle(
  client: ImapFlow,
  mails: readonly FetchedMail[],
  { afterwards, done_folder }: { afterwards: Afterwards; done_folder: string },
): Promise<void> {
  const uids = mails.map(({ uid }) => uid);
  if (uids.length === 0 || afterwards === 'keep') return;
  if (afterwards === 'mark') await client.messageFlagsAdd(uids, ['\\Seen'], { uid: true });
  if (afterwards === 'delete') await client.messageDelete(uids, { uid: true });
  if (afterwards === 'move') {
    await client.mailboxCreate(done_folder).catch(() => undefined);
    const moved = await client.messageMove(uids, done_folder, { uid: true });
    if (moved === false) throw new Error(`Mails could not be moved to the folder ${done_folder}.`);
  }
}

async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw inServerWords(error);
  }
}

function inServerWords(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { responseText } = error as { responseText?: string };
  return new Error(responseText ? `The server said: ${responseText}` : error.message, { cause: error });
}
