import type { Sender } from '#shared/contract/sender.contract.ts';
import { describeProvider, type ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import { type OAuthValues, oauthOf, oauthValuesOf } from './oauth/oauth-values.ts';
import { type RateValues, rateOf, rateValuesOf } from './rate-values.ts';
import { type WarmUpValues, warmUpOf, warmUpValuesOf } from './warm-up-values.ts';

/** A sender as its form holds it: no nulls, an empty field instead. */
export interface SenderValues {
  provider: ProviderName;
  name: string;
  from_name: string;
  from_email: string;
  reply_to: string;
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  username: string;
  password: string;
  oauth: OAuthValues;
  /** One entry for each field of the provider. */
  settings: Record<string, string>;
  secrets: Record<string, string>;
  max_connections: number;
  rate: RateValues;
  warm_up: WarmUpValues | null;
  failover_id: string | null;
}

export const PORTS: Record<SenderValues['security'], number> = { none: 25, starttls: 587, tls: 465 };

export function valuesOf(sender: Sender | undefined): SenderValues {
  const provider = sender?.provider ?? 'smtp';
  return {
    provider,
    name: sender?.name ?? '',
    from_name: sender?.from_name ?? '',
    from_email: sender?.from_email ?? '',
    reply_to: sender?.reply_to ?? '',
    host: sender?.host ?? '',
    port: sender?.port ?? PORTS.starttls,
    security: sender?.security ?? 'starttls',
    username: sender?.username ?? '',
    password: '',
    oauth: oauthValuesOf(sender?.oauth),
    ...providerValues(provider, sender?.settings),
    max_connections: sender?.max_connections ?? 5,
    rate: rateValuesOf(sender?.rate),
    warm_up: warmUpValuesOf(sender),
    failover_id: sender?.failover_id ?? null,
  };
}

/** Empty fields for whatever a provider has to be told; a choice begins with its first. */
export function providerValues(
  provider: ProviderName,
  settings?: Record<string, string>,
): Pick<SenderValues, 'settings' | 'secrets'> {
  const values: Pick<SenderValues, 'settings' | 'secrets'> = { settings: {}, secrets: {} };
  for (const { name, kind, choices } of describeProvider(provider).fields) {
    if (kind === 'secret') values.secrets[name] = '';
    else if (kind === 'choices') values.settings[name] = settings ? (settings[name] ?? '') : (choices ?? []).join(' ');
    else values.settings[name] = settings?.[name] ?? choices?.[0] ?? '';
  }
  return values;
}

/** What goes over the wire, of the fields that the provider has. Secrets are only sent when typed. */
export function fieldsOf({ provider, ...values }: SenderValues) {
  const { channel, server } = describeProvider(provider);
  const { name, max_connections, rate, warm_up, failover_id } = values;
  return {
    name,
    ...(channel === 'email' ? envelopeOf(values) : {}),
    ...(server ? serverOf(values) : serviceOf(values)),
    max_connections,
    rate: rateOf(rate),
    warm_up: warm_up && warmUpOf(warm_up),
    failover_id,
  };
}

type Rest = Omit<SenderValues, 'provider'>;

function envelopeOf({ from_name, from_email, reply_to }: Rest) {
  return { from_name, from_email, reply_to: reply_to || null };
}

/** The password is taken away with the user name, or when tokens take its place. */
function serverOf({ host, port, security, username, password, oauth }: Rest) {
  const grant = oauthOf(oauth);
  const secret = username === '' || grant ? { password: null } : password === '' ? {} : { password };
  return { host, port, security, username: username || null, ...secret, oauth: grant };
}

function serviceOf({ settings, secrets }: Rest) {
  const typed = Object.entries(secrets).filter(([, value]) => value !== '');
  return { settings, ...(typed.length > 0 ? { secrets: Object.fromEntries(typed) } : {}) };
}

/** The test mailbox has its place and its way in from Herald itself; only the rest may be changed. */
export function mailboxFieldsOf(values: SenderValues) {
  const { name, max_connections, rate } = fieldsOf(values);
  return { name, ...envelopeOf(values), max_connections, rate };
}
