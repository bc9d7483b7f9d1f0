import { openImap } from './imap-session.ts';
import type { MailboxAccount, MailboxSession } from './mailbox-session.ts';
import { openPop3 } from './pop3-session.ts';

/** @throws Error with the server's words */
export function openMailbox(account: MailboxAccount): Promise<MailboxSession> {
  return account.protocol === 'imap' ? openImap(account) : openPop3(account);
}
