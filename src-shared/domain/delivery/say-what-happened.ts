import { sayWhyBounced } from '../feedback/say-why-bounced.ts';
import type { DeliveryState } from './delivery-state.ts';
import { isSkipReason, sayWhySkipped } from './eligibility.ts';

export interface DeliveryFacts {
  state: DeliveryState;
  /** Skip reason, SMTP code, or the name of a network error. */
  code: string | null;
  attempts: number;
}

const PLAIN: Partial<Record<DeliveryState, string>> = {
  queued: 'Waits for its turn.',
  claimed: 'Is being sent now.',
  in_data: 'Is being handed over now.',
  accepted: 'The mail server took it.',
  cancelled: 'Not sent: the campaign was cancelled before.',
  complained: 'The mail server took it; the recipient reported it as spam.',
};

/** Why somebody waits whom no server has put off. */
const WAITS: Partial<Record<string, string>> = {
  QUIET_TIME: 'Waits for the end of quiet time where they are.',
  DOMAIN_PACE: 'Waits for its turn: only so many messages at a time go to this mailbox provider.',
  DOMAIN_REST: 'Waits: this mailbox provider took nothing for a while. It is tried again by itself.',
};

/** What an SMTP code means, most telling first. */
const CODES: readonly [pattern: RegExp, words: string][] = [
  [/^\d{3} [45]\.1\.[0-3]|^(550|553)$/, 'the address does not exist there'],
  [/[45]\.2\.2|^552/, 'the mailbox is full'],
  [/[45]\.2\.1/, 'the mailbox is closed'],
  [/[45]\.7\.1|[45]\.7\.26/, 'the server refused the message by its rules'],
  [/[45]\.3\.4|^552/, 'the message is too large'],
  [/^4(50|51)/, 'the server asks to come back later'],
  [/^421|4\.7\.0/, 'the server is busy'],
  [/^ETIMEDOUT|TIMEOUT/, 'the server did not answer in time'],
  [/^ECONN|^EPIPE|^ESOCKET|^ENOTFOUND|^EAI|^EHOST|^ENET/, 'the server could not be reached'],
];

/** What happened to one recipient and why, as a plain sentence. */
export function sayWhatHappened({ state, code, attempts }: DeliveryFacts): string {
  if (state === 'queued' && code === 'PLANNED') return 'Waits for its time.';
  if (state === 'skipped') return code && isSkipReason(code) ? sayWhySkipped(code) : 'Left out.';
  if (state === 'bounced') return sayWhyBounced(code);
  if (state === 'failed') return `Not sent: ${meaningOf(code)}.`;
  const waits = state === 'deferred' && WAITS[code ?? ''];
  if (waits) return waits;
  if (state === 'deferred') return `Not taken yet: ${meaningOf(code)}. It is tried again${tries(attempts)}.`;
  if (state === 'unknown')
    return 'May or may not have been delivered: the connection ended before the server answered.';
  return PLAIN[state] ?? '';
}

function meaningOf(code: string | null): string {
  const known = CODES.find(([pattern]) => pattern.test(code ?? ''))?.[1];
  return known ?? (code ? `the server answered ${code}` : 'the server refused it');
}

function tries(attempts: number): string {
  return attempts > 1 ? `, after ${attempts} tries so far` : '';
}
