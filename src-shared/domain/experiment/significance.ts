/** How many of how many. */
export interface Proportion {
  hits: number;
  base: number;
}

/** How likely a difference at least this large is by chance alone: two-sided z-test of two proportions with a pooled variance. */
export function chanceOf(one: Proportion, other: Proportion): number {
  if (one.base === 0 || other.base === 0) return 1;
  const pooled = (one.hits + other.hits) / (one.base + other.base);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / one.base + 1 / other.base));
  if (spread === 0) return 1;
  const z = Math.abs(rateOf(one) - rateOf(other)) / spread;
  return Math.min(1, 2 * upperTail(z));
}

/** Below this many of each kind the normal curve is no measure of chance. */
const FEWEST_OF_A_KIND = 5;

/** Whether the pooled rate leaves both groups enough expected hits and misses for the test to hold. */
export function isEnough(one: Proportion, other: Proportion): boolean {
  const pooled = (one.hits + other.hits) / (one.base + other.base || 1);
  return [one.base, other.base].every((base) => Math.min(pooled, 1 - pooled) * base >= FEWEST_OF_A_KIND);
}

export function rateOf({ hits, base }: Proportion): number {
  return base === 0 ? 0 : hits / base;
}

/** Holm's step-down correction. @returns each chance as it counts among so many comparisons, in the order given */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((chance, index) => ({ chance, index })).sort((a, b) => a.chance - b.chance);
  const corrected = Array<number>(chances.length).fill(1);
  let largest = 0;
  order.forEach(({ chance, index }, rank) => {
    largest = Math.max(largest, Math.min(1, chance * (chances.length - rank)));
    corrected[index] = largest;
  });
  return corrected;
}

/** Of the normal curve beyond z >= 0 (Abramowitz and Stegun 26.2.17; off by less than 8e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}
