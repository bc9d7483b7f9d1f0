/** One measured figure, printed as one line of JSON. */
export interface Figure {
  bench: string;
  value: number;
  unit: string;
  /** What it was measured beside, in the same run. */
  against: string;
  baseline: number;
  /** Larger is better: value/baseline for rates, baseline/value for times and bytes. */
  ratio: number;
  goal: number;
  pass: boolean;
  /** Size of the work: messages, requests, rows. */
  n: number;
  repeats: number;
  /** (largest - smallest) / median over the repeats of the value. */
  spread: number;
  /** Counts that explain the figure. */
  [detail: string]: unknown;
}

export interface BenchOptions {
  /** The size that runs in CI and shows the same ratio more roughly. */
  quick: boolean;
}

export interface Bench {
  name: string;
  run(options: BenchOptions): Promise<Figure[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function spread(values: readonly number[]): number {
  return round((Math.max(...values) - Math.min(...values)) / median(values));
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

export interface Comparison {
  bench: string;
  unit: string;
  against: string;
  goal: number;
  n: number;
  repeats: number;
  /** `rate`: more is better. `cost`: less is better (times, bytes). */
  kind: 'rate' | 'cost';
}

/** Runs the two sides in turn (A B A B ...) and makes one figure of their medians. */
export async function compare(
  about: Comparison,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<Figure> {
  const values: number[] = [];
  const baselines: number[] = [];
  for (let turn = 0; turn < about.repeats; turn += 1) {
    values.push(await ours());
    baselines.push(await baseline());
  }
  const [a, b] = [median(values), median(baselines)];
  const ratio = about.kind === 'rate' ? a / b : b / a;
  const { bench, unit, against, goal, n, repeats } = about;
  return {
    bench,
    value: round(a),
    unit,
    against,
    baseline: round(b),
    ratio: round(ratio),
    goal,
    pass: ratio >= goal,
    n,
    repeats,
    spread: spread(values),
  };
}
