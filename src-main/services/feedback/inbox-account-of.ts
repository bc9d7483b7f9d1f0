import type { MailboxAccount } from '#main/channels/inbound/mailbox-session.ts';
import { createAccessTokens } from '#main/channels/oauth/access-tokens.ts';
import { findSecret } from '#main/repositories/access/secret.repo.ts';
import type { InboxRow } from '#main/repositories/feedback/inbox.repo.ts';
import type { ServiceContext } from '../service-context.ts';
import { findGrant, keepRenewed } from '../sign-in/oauth-grant.ts';

/** Under which name its password is sealed. */
export function inboxSecret(id: string): string {
  return `inbox:${id}`;
}

export const inboxGrant = (id: string) => `${inboxSecret(id)}:oauth`;

/** How to open it now. @throws Error when the service that gives tokens gives none */
export async function inboxAccountOf(
  ctx: Pick<ServiceContext, 'db' | 'secrets' | 'clock' | 'fetch'>,
  inbox: InboxRow,
): Promise<MailboxAccount> {
  const { db, secrets } = ctx;
  const { protocol, host, port, security, username, folder } = inbox;
  const name = inboxSecret(inbox.id);
  const sealed = findSecret(db.reader, name);
  const password = sealed ? secrets.unseal(name, sealed).toString('utf8') : '';
  return { protocol, host, port, security, username, password, access_token: await tokenOf(ctx, inbox), folder };
}

async function tokenOf(
  ctx: Pick<ServiceContext, 'db' | 'secrets' | 'clock' | 'fetch'>,
  { id }: InboxRow,
): Promise<string | null> {
  const grant = findGrant(ctx, ctx.db.reader, inboxGrant(id));
  if (!grant) return null;
  const tokens = createAccessTokens(grant, {
    fetch: ctx.fetch,
    now: () => ctx.clock.now(),
    onRenewed: (refresh_token) => keepRenewed(ctx, inboxGrant(id), { version: grant.version, refresh_token }),
  });
  return tokens.accessToken();
}
