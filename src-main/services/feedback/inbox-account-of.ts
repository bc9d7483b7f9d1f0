import type { MailboxAccount } from '#main/channels/inbound/mailbox-session.ts';
import { findSecret } from '#main/repositories/access/secret.repo.ts';
import type { InboxRow } from '#main/repositories/feedback/inbox.repo.ts';
import type { ServiceContext } from '../service-context.ts';

/** Under which name its password is sealed. */
export function inboxSecret(id: string): string {
  return `inbox:${id}`;
}

export function inboxAccountOf(
  { db, secrets }: Pick<ServiceContext, 'db' | 'secrets'>,
  inbox: InboxRow,
): MailboxAccount {
  const { protocol, host, port, security, username, folder } = inbox;
  const name = inboxSecret(inbox.id);
  const sealed = findSecret(db.reader, name);
  const password = sealed ? secrets.unseal(name, sealed).toString('utf8') : '';
  return { protocol, host, port, security, username, password, folder };
}
