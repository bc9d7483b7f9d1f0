import type { Instant } from '#shared/kernel/instant.ts';
import type { Metric } from './experiment.ts';
import type { Proportion } from './significance.ts';

/** What became of one variant in the sample. */
export interface VariantTally {
  /** Who was chosen for it. */
  people: number;
  /** Of them, whose server took the message: what rates are counted from. */
  sent: number;
  opened: number;
  clicked: number;
}

/** Who chose what the rest gets: the numbers, the rule for no clear winner, or a person. */
export type DecidedBy = 'test' | 'fallback' | 'person';

export interface Decision {
  at: Instant;
  /** Better than every other at the chosen level; null: no clear winner, or a person was faster. */
  winner: number | null;
  /** What the rest gets; null: a person has to say. */
  chosen: number | null;
  by: DecidedBy | null;
  /** When the rest gets it: at the time of day that did best. null: at once, or not decided. */
  rest_at: Instant | null;
  /** The numbers that were decided on. */
  tallies: VariantTally[];
}

export function proportionsOf(tallies: readonly VariantTally[], metric: Metric): Proportion[] {
  return tallies.map(({ sent, opened, clicked }) => ({ hits: metric === 'opens' ? opened : clicked, base: sent }));
}
