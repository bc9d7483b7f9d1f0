import type { Confidence, Fallback } from './experiment.ts';
import { chanceOf, holm, isEnough, type Proportion, rateOf } from './significance.ts';

export interface Verdict {
  /** The variant that is better than every other; null: no clear winner. */
  winner: number | null;
  /** Ahead so far, significant or not; of two that are level the earlier. */
  best: number;
  /** How likely each other variant's distance from the best is by chance alone, corrected; null: the best itself. */
  chances: (number | null)[];
}

/** A variant wins only if it differs from every other one at the chosen level. */
export function judgeTest(variants: readonly Proportion[], confidence: Confidence): Verdict {
  const rates = variants.map(rateOf);
  const best = rates.indexOf(Math.max(...rates));
  const leader = variants[best] ?? { hits: 0, base: 0 };
  const others = variants.flatMap((variant, index) => (index === best ? [] : [{ variant, index }]));
  const corrected = holm(others.map(({ variant }) => (isEnough(leader, variant) ? chanceOf(leader, variant) : 1)));
  const chances = variants.map((_, index) => {
    const place = others.findIndex((other) => other.index === index);
    return place === -1 ? null : (corrected[place] ?? 1);
  });
  const wins = others.length > 0 && corrected.every((chance) => chance <= 1 - confidence / 100 + Number.EPSILON);
  return { winner: wins ? best : null, best, chances };
}

/** What the rest gets; null: a person decides. */
export function choiceOf({ winner, best }: Verdict, fallback: Fallback): number | null {
  if (winner !== null) return winner;
  if (fallback === 'ask') return null;
  return fallback === 'best' ? best : 0;
}
