import type { RateLimits } from '../channel/rate-limits.ts';
import { allowanceOn, type WarmUp, warmUpDay } from '../channel/warm-up.ts';

const DAY_SECONDS = 86_400;
const WINDOWS = [
  ['per_day', DAY_SECONDS],
  ['per_hour', 3_600],
  ['per_minute', 60],
  ['per_second', 1],
] as const;
/** A ramp that is not over by then is not reckoned further. */
const MOST_DAYS = 3_650;

export interface DurationQuestion {
  recipients: number;
  /** Of the sender and of the organization: the stricter one holds in each span. */
  limits: readonly RateLimits[];
  warm_up: WarmUp | null;
  /** `2026-03-01`, on the organization's calendar. */
  today: string;
}

/** Seconds from the first to the last message, by what may be handed over; null: nothing limits it. */
export function secondsToSend({ recipients, limits, warm_up, today }: DurationQuestion): number | null {
  const strictest = strictestOf(limits);
  if (!warm_up) return WINDOWS.some(([name]) => strictest[name] !== null) ? within(recipients, strictest, 0) : null;
  const first = warmUpDay(warm_up, today);
  let left = recipients;
  for (let day = 0; day < MOST_DAYS; day++) {
    const ramp = Math.max(1, allowanceOn(warm_up, first + day));
    const allowed = Math.min(ramp, strictest.per_day ?? ramp);
    if (left <= allowed) return day * DAY_SECONDS + within(left, strictest, 1);
    left -= allowed;
  }
  return MOST_DAYS * DAY_SECONDS;
}

function strictestOf(limits: readonly RateLimits[]): RateLimits {
  const of = (name: keyof RateLimits) => {
    const set = limits.map((one) => one[name]).filter((value) => value !== null);
    return set.length > 0 ? Math.min(...set) : null;
  };
  return {
    per_second: of('per_second'),
    per_minute: of('per_minute'),
    per_hour: of('per_hour'),
    per_day: of('per_day'),
  };
}

/** A span that is full is waited out; the last one is filled by the shorter spans. */
function within(count: number, limits: RateLimits, from: number): number {
  const window = WINDOWS[from];
  if (!window || count <= 0) return 0;
  const [name, seconds] = window;
  const limit = limits[name];
  if (limit === null) return within(count, limits, from + 1);
  const full = Math.ceil(count / limit) - 1;
  return full * seconds + within(count - full * limit, limits, from + 1);
}
