import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { sendApart } from './support/send-apart.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

const TOLERANCE = 0.1;

/** What a message takes must not depend on how many there are: from the first acceptance to the last, by size of the send. */
const bench: Bench = {
  name: 'send.scale',
  async run({ quick }) {
    const sizes = quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];
    const { port, stop } = await startLeanSink();
    try {
      const micros = new Map<number, number[]>();
      for (const n of sizes) micros.set(n, await measure(port, n));
      const [first = 0] = sizes;
      const base = median(micros.get(first) ?? []);
      return sizes.slice(1).map((n) => figureOf(n, micros.get(n) ?? [], { n: first, micros: base }));
    } finally {
      await stop();
    }
  },
};
export default bench;

/** Small sends end in a moment, so there are more of them. @returns microseconds of a message */
async function measure(port: number, n: number): Promise<number[]> {
  const values: number[] = [];
  for (let turn = 0; turn < (n <= 10_000 ? 5 : 1); turn += 1) {
    values.push(1_000_000 / (await sendApart(port, n)).paced_per_second);
  }
  return values;
}

function figureOf(n: number, values: readonly number[], base: { n: number; micros: number }): Figure {
  const value = median(values);
  const ratio = base.micros / value;
  return {
    bench: 'send.scale',
    value: round(value),
    unit: 'us a message',
    against: `${base.n} recipients`,
    baseline: round(base.micros),
    ratio: round(ratio),
    goal: 1 - TOLERANCE,
    pass: ratio >= 1 - TOLERANCE,
    n,
    repeats: values.length,
    spread: spread(values),
  };
}
