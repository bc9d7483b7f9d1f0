import type { Tx } from '#main/db/access.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import {
  type NewSender,
  type SenderEdit,
  type SenderRow,
  saveSenderSecret,
  senderSecret,
} from '#main/repositories/sending/sender.repo.ts';
import { checkProviderSettings, describeProvider, type ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import { NO_LIMITS, type RateLimits } from '#shared/domain/channel/rate-limits.ts';
import type { WarmUp } from '#shared/domain/channel/warm-up.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type GrantInput, keepGrant } from '../sign-in/oauth-grant.ts';
import { refuseCarried, requireSecretsAgain } from '../sign-in/secrets-again.ts';
import { senderGrant, settingsOf } from './provider-account-of.ts';

export interface SenderInput {
  name: string;
  provider?: ProviderName;
  from_name?: string;
  from_email?: string;
  reply_to?: string | null;
  host?: string;
  port?: number;
  security?: 'none' | 'starttls' | 'tls';
  username?: string | null;
  /** Undefined keeps what is stored, null removes it. */
  password?: string | null;
  /** As for the password, which it takes the place of. */
  oauth?: GrantInput | null;
  /** Given, they are all there are. */
  settings?: Record<string, string>;
  /** As for passwords, one by one. */
  secrets?: Record<string, string | null>;
  max_connections?: number;
  rate?: RateLimits;
  warm_up?: WarmUp | null;
  failover_id?: string | null;
}

const DEFAULT_CONNECTIONS = 5;

type Draft = Omit<NewSender, 'id' | 'created_at' | 'is_default'>;

/** A new sender, checked. */
export function draftSender(input: SenderInput): Draft {
  const { provider = 'smtp' } = input;
  const { channel, server, built_in, per_second } = describeProvider(provider);
  if (built_in) refuse('provider', 'Herald has this sender already.', 'Choose another service.');
  if (channel === 'email' && !input.from_email) {
    refuse('from_email', 'Name the address that mail comes from.', 'Use an address such as news@example.org.');
  }
  checkAddresses(input);
  if (server && !input.host) refuse('host', 'Name the mail server.', 'It looks like smtp.example.com.');
  if (server && input.oauth && !input.username) refuseNameless();
  if (server && !input.port) refuse('port', 'Name the port of the mail server.', 'Most servers use 587 or 465.');
  const settings = filled(input.settings);
  if (!server) checkSettings(provider, settings, filled(input.secrets));
  return {
    name: input.name,
    provider,
    channel,
    from_name: input.from_name ?? '',
    from_email: input.from_email ?? '',
    reply_to: input.reply_to || null,
    ...(server ? serverOf(input) : NO_SERVER),
    settings: JSON.stringify(server ? {} : settings),
    max_connections: input.max_connections ?? DEFAULT_CONNECTIONS,
    ...NO_LIMITS,
    ...(input.rate ?? { per_second }),
    warm_up: input.warm_up ?? null,
  };
}

const NO_SERVER = { host: '', port: 0, security: 'none', username: null } as const;

function serverOf({ host = '', port = 0, security = 'starttls', username }: SenderInput) {
  return { host, port, security, username: username || null };
}

/** What is kept sealed of a sender: the password and grant for its server, or secrets of its service by name. */
export interface KeptOfSender {
  has_password: boolean;
  has_grant: boolean;
  secrets: readonly string[];
}

/** What may be changed of a sender, checked. */
export function draftSenderEdit(before: SenderRow, input: Partial<SenderInput>, kept: KeptOfSender): SenderEdit {
  const {
    provider: _,
    password: __,
    failover_id: ___,
    oauth,
    secrets,
    settings,
    rate,
    reply_to,
    username,
    ...fields
  } = input;
  const { server, built_in, channel } = describeProvider(before.provider);
  checkAddresses(input);
  if (channel === 'email' && input.from_email === '') {
    refuse('from_email', 'Name the address that mail comes from.', 'Use an address such as news@example.org.');
  }
  if (oauth && !(username ?? before.username)) refuseNameless();
  const edit: SenderEdit = {
    ...fields,
    ...rate,
    reply_to: reply_to === '' ? null : reply_to,
    username: username === '' ? null : username,
  };
  if (built_in || !server) for (const part of ['host', 'port', 'security', 'username'] as const) delete edit[part];
  if (server && !built_in) requireSecretsAgain({ ...before, ...kept }, input);
  if (server || (!settings && !secrets)) return edit;
  const after = settings ? filled(settings) : settingsOf(before);
  const isElsewhere = (after.endpoint ?? '') !== (settingsOf(before).endpoint ?? '');
  const carried = isElsewhere && kept.secrets.find((name) => secrets?.[name] === undefined);
  if (carried) refuseCarried(`secrets.${carried}`, 'secret');
  const removed = Object.entries(secrets ?? {}).flatMap(([name, value]) => (value === null ? [name] : []));
  const standing = Object.fromEntries(
    kept.secrets.filter((name) => !removed.includes(name)).map((name) => [name, true as const]),
  );
  checkSettings(before.provider, after, { ...standing, ...filled(secrets) });
  return { ...edit, settings: JSON.stringify(after) };
}

/** Seals what was given. */
export function keepSecrets(
  ctx: { secrets: SecretBox },
  tx: Tx,
  { id, provider }: Pick<SenderRow, 'id' | 'provider'>,
  { password, oauth, secrets = {} }: Partial<SenderInput>,
): void {
  const { server, built_in } = describeProvider(provider);
  if (built_in) return;
  if (server) keepGrant(ctx, tx, senderGrant(id), oauth);
  const given = server ? (password === undefined ? {} : { '': password }) : secrets;
  for (const [part, value] of Object.entries(given)) {
    const name = senderSecret(id, part);
    saveSenderSecret(tx, name, value ? ctx.secrets.seal(name, Buffer.from(value)) : null);
  }
}

function checkSettings(
  provider: ProviderName,
  settings: Record<string, string>,
  secrets: Record<string, string | true>,
): void {
  const wrong = checkProviderSettings(provider, settings, secrets);
  if (wrong) refuse(wrong.field, wrong.problem, wrong.hint);
}

function checkAddresses(input: Partial<Pick<SenderInput, 'from_email' | 'reply_to'>>): void {
  for (const field of ['from_email', 'reply_to'] as const) {
    const address = input[field];
    if (!address) continue;
    const answer = parseEmailAddress(address);
    if (!answer.ok) refuse(field, sayReason(answer.problem), 'Use an address such as news@example.org.');
  }
}

function refuseNameless(): never {
  refuse('username', 'Name the account to sign in to.', 'It is an address such as news@example.org.');
}

function refuse(field: string, problem: string, hint: string): never {
  throw new HeraldError('INVALID_INPUT', problem, { field, hint });
}

/** Empty is as if it had not been said. */
function filled(given: Record<string, string | null> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
