import { DAY, HOUR, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { SendOutcome } from '../channel/send-outcome.ts';
import { retryClassOf } from './retry-class.ts';

/** What the ledger does with an outcome. */
export type Verdict =
  | { state: 'accepted' | 'failed' | 'unknown'; code: string }
  /** @property charged whether it counts as an attempt at this person */
  | { state: 'deferred'; code: string; next_at: Millis; charged: boolean }
  /** As if it had not been tried: the fault lies elsewhere. */
  | { state: 'queued'; code: string };

/** What is sent; how long it is worth trying depends on it. */
export type Purpose = 'campaign' | 'announcement' | 'transactional';

const GIVE_UP_AFTER: Record<Purpose, Millis> = { announcement: DAY, campaign: 3 * DAY, transactional: 5 * DAY };

/** Waits after the first, second, ... attempt; the last one repeats. The first fits a greylisting server. */
const WAITS: readonly Millis[] = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR];

/** Where the line broke or was full the wait is as long as it has lasted already. */
const SHORTEST_LINE_WAIT = 30 * SECOND;
const LONGEST_LINE_WAIT = 2 * HOUR;

const JITTER = 0.2;

export interface RetryFacts {
  /** Attempts before this one. */
  attempts: number;
  /** When it was first put off; null: never. */
  first_at: Millis | null;
  now: Millis;
  /** 0 <= random < 1 */
  random: number;
  purpose: Purpose;
}

export function judgeOutcome(outcome: SendOutcome, facts: RetryFacts): Verdict {
  const { code } = outcome;
  if (outcome.kind === 'accepted') return { state: 'accepted', code };
  // A single message must not be lost: rather twice, under one Message-ID, than never.
  if (outcome.kind === 'unknown' && facts.purpose !== 'transactional') return { state: 'unknown', code };
  const about = outcome.kind === 'unknown' ? 'traffic' : retryClassOf(outcome);
  if (about === 'account' || about === 'account_later') return { state: 'queued', code };
  if (outcome.kind === 'rejected') return { state: 'failed', code };
  const { first_at, now, random } = facts;
  const lasted = first_at === null ? 0 : now - first_at;
  const charged = about === 'address_later';
  const wait = charged
    ? waitAfter(facts.attempts + 1)
    : Math.min(LONGEST_LINE_WAIT, Math.max(SHORTEST_LINE_WAIT, lasted));
  const next_at = now + Math.round(wait * (1 - JITTER + 2 * JITTER * random));
  if (next_at > (first_at ?? now) + GIVE_UP_AFTER[facts.purpose]) return { state: 'failed', code };
  return { state: 'deferred', code, next_at, charged };
}

function waitAfter(attempt: number): Millis {
  return WAITS[Math.min(attempt, WAITS.length) - 1] ?? 0;
}
