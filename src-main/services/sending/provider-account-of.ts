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
import { dkimKeysFor } from './dkim-keys.ts';

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
    return { provider, server, settings: {}, secrets: {} };
  }
  if (describeProvider(provider).server) {
    const sealed = findSenderPassword(reader, id);
    const password = sealed ? open(sealed) : null;
    const dkim = dkimKeysFor(ctx.secrets, reader, sender.from_email);
    const server = { host, port, security, username, password, ...(dkim.length > 0 ? { dkim } : {}) };
    return { provider, server, settings: {}, secrets: {} };
  }
  const secrets = [...findSenderSecrets(reader, id)].map(([name, sealed]) => [name, open(sealed, name)]);
  return { provider, server: null, settings: settingsOf(sender), secrets: Object.fromEntries(secrets) };
}

/** What its provider has been told, beside secrets. */
export function settingsOf({ settings }: Pick<SenderRow, 'settings'>): Record<string, string> {
  return JSON.parse(settings) as Record<string, string>;
}
