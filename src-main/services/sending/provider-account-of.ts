import type { ProviderAccount } from '#main/channels/provider-registry.ts';
import type { Reader } from '#main/db/access.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import {
  findSenderPassword,
  findSenderSecrets,
  type SenderRow,
  senderSecret,
} from '#main/repositories/sending/sender.repo.ts';
import { describeProvider } from '#shared/domain/channel/provider-catalog.ts';
import { findVapidKeys } from '../push/vapid-keys.ts';
import { findGrant } from '../sign-in/oauth-grant.ts';
import { dkimKeysFor } from './dkim-keys.ts';

/** Under which name its grant is sealed. */
export const senderGrant = (id: string) => senderSecret(id, 'oauth');

/** With whom a sender sends; the test mailbox is wherever the built-in server listens now. */
export function providerAccountOf(
  ctx: { secrets: SecretBox; mailbox: { host: string; port: number } },
  reader: Reader,
  sender: SenderRow,
): ProviderAccount {
  const { id, provider, host, port, security, username } = sender;
  const open = (sealed: Buffer, name = '') => ctx.secrets.unseal(senderSecret(id, name), sealed).toString('utf8');
  if (provider === 'test_mailbox') {
    const server = { ...ctx.mailbox, security: 'none' as const, username: null, password: null };
    return { provider, server, grant: null, settings: {}, secrets: {} };
  }
  if (describeProvider(provider).server) {
    const sealed = findSenderPassword(reader, id);
    const password = sealed ? open(sealed) : null;
    const dkim = dkimKeysFor(ctx.secrets, reader, sender.from_email);
    const server = { host, port, security, username, password, ...(dkim.length > 0 ? { dkim } : {}) };
    const grant = findGrant(ctx, reader, senderGrant(id));
    return { provider, server, grant, settings: {}, secrets: {} };
  }
  const secrets = [...findSenderSecrets(reader, id)].map(([name, sealed]) => [name, open(sealed, name)]);
  if (provider === 'web_push') {
    const keys = findVapidKeys(ctx.secrets, reader);
    secrets.push(['vapid_public', keys?.publicKey ?? ''], ['vapid_private', keys?.privateKey ?? '']);
  }
  return { provider, server: null, grant: null, settings: settingsOf(sender), secrets: Object.fromEntries(secrets) };
}

/** What its provider has been told, beside secrets. */
export function settingsOf({ settings }: Pick<SenderRow, 'settings'>): Record<string, string> {
  return JSON.parse(settings) as Record<string, string>;
}
