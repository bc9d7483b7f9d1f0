import type { Sender } from '#shared/contract/sender.contract.ts';
import type { WarmUp } from '#shared/domain/channel/warm-up.ts';

/** A ramp as its form holds it: a field may be empty for a moment. */
export interface WarmUpValues extends Record<Exclude<keyof WarmUp, 'start_on'>, number | ''> {
  start_on: string;
}

/** Careful enough for a server that nobody knows yet. */
export function firstRamp(today: string): WarmUpValues {
  return { start_on: today, first_day: 50, growth_percent: 50, ceiling: 20_000 };
}

export function warmUpValuesOf(sender: Sender | undefined): WarmUpValues | null {
  return sender?.warm_up ?? null;
}

/** Null while a field is empty. */
export function warmUpOf({ start_on, first_day, growth_percent, ceiling }: WarmUpValues): WarmUp | null {
  if (start_on === '' || first_day === '' || growth_percent === '' || ceiling === '') return null;
  return { start_on, first_day, growth_percent, ceiling };
}
