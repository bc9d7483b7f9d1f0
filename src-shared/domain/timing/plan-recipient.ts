import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { allowedUntil, earliestAllowed, isQuietAtTimes, type QuietRules } from './quiet-hours.ts';
import { localMoment, type SendTiming } from './send-timing.ts';

export interface RecipientPlan {
  timing: Pick<SendTiming, 'recipient_local' | 'spread_minutes'>;
  quiet: QuietRules | null;
  started: Millis;
}

/** 2^32 divided by the golden ratio: each next number falls into the largest gap that those before it have left. */
const GOLDEN = 2_654_435_769n;
const WHOLE = 2 ** 32;

/** Where in a span the recipient of this number stands, 0 to 1: evenly, however many there are, and whenever one stops counting. */
export function placeInSpan(no: number): number {
  return Number((BigInt(no) * GOLDEN) & 0xffff_ffffn) / WHOLE;
}

/** Whether everybody is simply next in turn. */
export function isPlain({ timing, quiet }: RecipientPlan): boolean {
  return timing.recipient_local === null && timing.spread_minutes === null && !(quiet && isQuietAtTimes(quiet));
}

/** When the recipient of a number, in a zone, is due; 'skip': their time has passed and they get nothing. */
export type Planner = (no: number, timezone: string) => Millis | 'skip';

interface Interval {
  from: Millis;
  length: Millis;
}

/** What holds for a zone is worked out once. */
export function recipientPlanner(plan: RecipientPlan): Planner {
  const spread = (plan.timing.spread_minutes ?? 0) * MINUTE;
  const known = new Map<string, Interval[] | 'skip'>();
  return (no, timezone) => {
    const intervals = known.get(timezone) ?? intervalsIn(plan, timezone, spread);
    known.set(timezone, intervals);
    return intervals === 'skip' ? 'skip' : momentIn(intervals, Math.round(spread * placeInSpan(no)));
  };
}

/** The times in which writing is allowed until they are as long as the span: it goes on in the morning and does not pile up there. */
function intervalsIn({ timing, quiet, started }: RecipientPlan, timezone: string, spread: Millis): Interval[] | 'skip' {
  const begin = timing.recipient_local ? localMoment(timing.recipient_local, timezone, started) : started;
  if (begin === 'skip') return 'skip';
  if (!quiet || !isQuietAtTimes(quiet)) return [{ from: begin, length: spread }];
  const intervals: Interval[] = [];
  for (let from = earliestAllowed(quiet, timezone, begin), left = spread; ; ) {
    const end = allowedUntil(quiet, timezone, from);
    const length = Math.min(left, end - from);
    intervals.push({ from, length });
    left -= length;
    if (left <= 0) return intervals;
    from = earliestAllowed(quiet, timezone, end);
  }
}

function momentIn(intervals: readonly Interval[], into: Millis): Millis {
  let left = into;
  for (const { from, length } of intervals) {
    if (left < length || intervals.at(-1)?.from === from) return from + left;
    left -= length;
  }
  return intervals[0]?.from ?? 0;
}
