import type { MailboxAccount } from '#main/channels/inbound/mailbox-session.ts';
import { findSecret } from '#main/repositories/access/secret.repo.ts';
import type { InboxRow } from '#main/repositories/feedback/inbox.repo.ts';
import type { ServiceContext } from '../service-context.ts';
import type { GrantTokens } from '../sign-in/grant-tokens.ts';

/** Under which name its password is sealed. */
export function inboxSecret(id: string): string {
  return `inbox:${id}`;
}

export const inboxGrant = (id: string) => `${inboxSecret(id)}:oauth`;

/** How to open it now. @throws Error when the service that gives tokens gives none */
export async function inboxAccountOf(
  ctx: Pick<ServiceContext, 'db' | 'secrets' | 'clock' | 'fetch'> & { grants: GrantTokens },
  inbox: InboxRow,
): Promise<MailboxAccount> {
  const { db, secrets } = ctx;
  const { protocol, host, port, security, username, folder } = inbox;
  const name = inboxSecret(inbox.id);
  const sealed = findSecret(db.reader, name);
  const password = sealed ? secrets.unseal(name, sealed).toString('utf8') : '';
  const access_token = await ctx.grants.accessToken(ctx, inboxGrant(inbox.id));
  return { protocol, host, port, security, username, password, access_token, folder };
}
