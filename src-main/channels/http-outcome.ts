import type { GuardedAnswer, NoAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { type Millis, SECOND } from '#shared/kernel/instant.ts';

/** What a service says went wrong, read from its answer. */
export interface ServiceError {
  /** Its own name or number for it; empty when it has none. */
  code: string;
  message: string;
}

/** `error` of `errors`, or the answer itself where it is no JSON of the expected shape. */
export function jsonOf(answer: GuardedAnswer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

export function accepted(answer: GuardedAnswer): SendOutcome {
  return { kind: 'accepted', code: String(answer.status), said: `${answer.status} ${answer.body.trim()}`.trim() };
}

/**
 * What a status means that a service has nothing more particular to say about. A gateway that lost its answer (502, 504) may have
 * passed the message on, so that is not tried again.
 */
export function judgeStatus(answer: GuardedAnswer, error: ServiceError, now: Millis): SendOutcome {
  const { status } = answer;
  const facts = factsOf(answer, error);
  if (status >= 200 && status < 300) return accepted(answer);
  if (status === 408 || status === 425 || status === 429 || status === 500 || status === 503) {
    return holdOff(answer, error, now);
  }
  if (status > 500) return { kind: 'unknown', ...facts };
  if (status === 400 || status === 413 || status === 422) return { kind: 'rejected', blame: 'recipient', ...facts };
  // Wrong key, wrong address, a service that has moved: the account's to put right.
  return { kind: 'rejected', blame: 'sender', ...facts };
}

export function factsOf(
  { status, body }: GuardedAnswer,
  { code, message }: ServiceError,
): { code: string; said: string } {
  const words = message || body.slice(0, 500).trim();
  return { code: code || String(status), said: [status, code && `${code}:`, words].filter(Boolean).join(' ') };
}

/** Too much at once, or nothing at all just now: the account rests, for as long as the service asks, and no recipient is charged. */
export function holdOff(answer: GuardedAnswer, error: ServiceError, now: Millis): SendOutcome {
  const wait = retryAfter(answer.headers['retry-after'], now);
  return { kind: 'deferred', blame: 'sender', ...factsOf(answer, error), ...(wait === null ? {} : { wait }) };
}

/** A request without an answer. What the service can't have seen in full is tried again. */
export function judgeNoAnswer({ code, message, handed_over }: NoAnswer): SendOutcome {
  if (handed_over) return { kind: 'unknown', code, said: message };
  const account = /^(?:ERR_TLS|ERR_SSL|EPRIVATE|EPROTOCOL)|CERT|SELF_SIGNED|UNABLE_TO/.test(code);
  return account
    ? { kind: 'rejected', blame: 'sender', code, said: message }
    : { kind: 'deferred', blame: 'connection', code, said: message };
}

const LONGEST_HOLD = 3_600 * SECOND;

/** Seconds, or a date. */
function retryAfter(header: string | undefined, now: Millis): Millis | null {
  if (!header) return null;
  const millis = /^\d+$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now;
  return Number.isNaN(millis) ? null : Math.min(LONGEST_HOLD, Math.max(0, millis));
}
