/** A new server is trusted with little at first: so much on the first day, more on each that follows, up to a ceiling. */
export interface WarmUp {
  /** `2026-03-01`, on the organization's calendar. */
  start_on: string;
  first_day: number;
  /** How much more each day than on the one before. */
  growth_percent: number;
  ceiling: number;
}

const DAY_MILLIS = 86_400_000;

/** Which day of the ramp this is, from 0. Before its start it is the first one. */
export function warmUpDay({ start_on }: WarmUp, today: string): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(start_on)) / DAY_MILLIS));
}

/** How many messages may leave on a day of the ramp. */
export function allowanceOn({ first_day, growth_percent, ceiling }: WarmUp, day: number): number {
  return Math.min(ceiling, Math.floor(first_day * (1 + growth_percent / 100) ** day));
}

/** The day on which the ceiling is reached; null: never. */
export function lastDayOfWarmUp(warmUp: WarmUp): number | null {
  const { first_day, growth_percent, ceiling } = warmUp;
  if (first_day >= ceiling) return 0;
  if (growth_percent <= 0) return null;
  let day = Math.max(0, Math.floor(Math.log(ceiling / first_day) / Math.log(1 + growth_percent / 100)) - 1);
  while (allowanceOn(warmUp, day) < ceiling) day += 1;
  return day;
}
