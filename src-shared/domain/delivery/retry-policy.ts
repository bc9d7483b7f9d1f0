import { HOUR, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { SendOutcome } from '../channel/send-outcome.ts';

/** What the ledger does with an outcome. */
export type Verdict =
  | { state: 'accepted' | 'failed' | 'unknown'; code: string }
  | { state: 'deferred'; code: string; next_at: Millis }
  /** As if it had not been tried: the fault lies elsewhere. */
  | { state: 'queued'; code: string };

/** Waits after the first, second, ... attempt; the last one repeats. The first fits a greylisting server. */
const WAITS: readonly Millis[] = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR];

/** The same where the line broke: the server will be back sooner than a greylist forgets. */
const LINE_WAITS: readonly Millis[] = [30 * SECOND, 2 * MINUTE, 5 * MINUTE, ...WAITS.slice(1)];

/** With the waits above: 72 hours. */
export const MAX_ATTEMPTS = 40;

const JITTER = 0.2;

export interface RetryFacts {
  /** Attempts before this one. */
  attempts: number;
  now: Millis;
  /** 0 <= random < 1 */
  random: number;
}

export function judgeOutcome(outcome: SendOutcome, facts: RetryFacts): Verdict {
  const { code } = outcome;
  if (outcome.kind === 'accepted' || outcome.kind === 'unknown') return { state: outcome.kind, code };
  if (outcome.blame === 'sender') return { state: 'queued', code };
  const attempt = facts.attempts + 1;
  if (outcome.kind === 'rejected' || attempt >= MAX_ATTEMPTS) return { state: 'failed', code };
  const waits = outcome.blame === 'connection' ? LINE_WAITS : WAITS;
  return { state: 'deferred', code, next_at: facts.now + retryWait(waits, attempt, facts.random) };
}

/** How long to wait after the `attempt`-th try, give or take a fifth. */
function retryWait(waits: readonly Millis[], attempt: number, random: number): Millis {
  const wait = waits[Math.min(attempt, waits.length) - 1] ?? 0;
  return Math.round(wait * (1 - JITTER + 2 * JITTER * random));
}
