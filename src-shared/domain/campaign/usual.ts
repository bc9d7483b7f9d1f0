/** How campaigns usually do, as shares of what was sent. */
export interface Usual {
  /** So many campaigns it was taken from. */
  campaigns: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
}

/** Fewer say nothing of what is usual. */
export const LEAST_FOR_USUAL = 3;

export type Share = Record<'sent' | 'opened' | 'clicked' | 'unsubscribed', number>;

/** The medians of campaigns that sent something; null when there are too few. */
export function usualOf(campaigns: readonly Share[]): Usual | null {
  const some = campaigns.filter(({ sent }) => sent > 0);
  if (some.length < LEAST_FOR_USUAL) return null;
  const of = (name: 'opened' | 'clicked' | 'unsubscribed') => median(some.map((one) => one[name] / one.sent));
  return {
    campaigns: some.length,
    opened: of('opened'),
    clicked: of('clicked'),
    unsubscribed: of('unsubscribed'),
  };
}

function median(values: number[]): number {
  const sorted = values.sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
