import type { Sender } from '#shared/contract/sender.contract.ts';
import type { SPANS } from './limits-in-words.ts';

type Limit = number | '';

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
  rate: Record<(typeof SPANS)[number], Limit>;
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
    rate: {
      per_second: sender?.rate.per_second ?? '',
      per_minute: sender?.rate.per_minute ?? '',
      per_hour: sender?.rate.per_hour ?? '',
      per_day: sender?.rate.per_day ?? '',
    },
  };
}

/** What goes over the wire. The password is only sent when typed, and taken away with the user name. */
export function fieldsOf({ password, username, reply_to, rate, ...rest }: SenderValues) {
  const secret = username === '' ? { password: null } : password === '' ? {} : { password };
  const limit = (value: Limit) => (value === '' ? null : value);
  return {
    ...rest,
    ...secret,
    username: username || null,
    reply_to: reply_to || null,
    rate: {
      per_second: limit(rate.per_second),
      per_minute: limit(rate.per_minute),
      per_hour: limit(rate.per_hour),
      per_day: limit(rate.per_day),
    },
  };
}

/** The test mailbox has its place and its way in from Herald itself; only the rest may be changed. */
export function mailboxFieldsOf(values: SenderValues) {
  const { name, from_name, from_email, reply_to, max_connections, rate } = fieldsOf(values);
  return { name, from_name, from_email, reply_to, max_connections, rate };
}
