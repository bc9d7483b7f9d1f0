import type { Sender } from '#shared/contract/sender.contract.ts';
import { type RateValues, rateOf, rateValuesOf } from './rate-values.ts';
import { type WarmUpValues, warmUpOf, warmUpValuesOf } from './warm-up-values.ts';

/** A sender as its form holds it: no nulls, an empty field instead. */
export interface SenderValues {
  name: string;
  from_name: string;
  from_email: string;
  reply_to: string;
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  username: string;
  password: string;
  max_connections: number;
  rate: RateValues;
  warm_up: WarmUpValues | null;
}

export const PORTS: Record<SenderValues['security'], number> = { none: 25, starttls: 587, tls: 465 };

export function valuesOf(sender: Sender | undefined): SenderValues {
  return {
    name: sender?.name ?? '',
    from_name: sender?.from_name ?? '',
    from_email: sender?.from_email ?? '',
    reply_to: sender?.reply_to ?? '',
    host: sender?.host ?? '',
    port: sender?.port ?? PORTS.starttls,
    security: sender?.security ?? 'starttls',
    username: sender?.username ?? '',
    password: '',
    max_connections: sender?.max_connections ?? 5,
    rate: rateValuesOf(sender?.rate),
    warm_up: warmUpValuesOf(sender),
  };
}

/** What goes over the wire. The password is only sent when typed, and taken away with the user name. */
export function fieldsOf({ password, username, reply_to, rate, warm_up, ...rest }: SenderValues) {
  const secret = username === '' ? { password: null } : password === '' ? {} : { password };
  return {
    ...rest,
    ...secret,
    username: username || null,
    reply_to: reply_to || null,
    rate: rateOf(rate),
    warm_up: warm_up && warmUpOf(warm_up),
  };
}

/** The test mailbox has its place and its way in from Herald itself; only the rest may be changed. */
export function mailboxFieldsOf(values: SenderValues) {
  const { name, from_name, from_email, reply_to, max_connections, rate } = fieldsOf(values);
  return { name, from_name, from_email, reply_to, max_connections, rate };
}
