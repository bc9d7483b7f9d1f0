import { type Bench, type Figure, round, spread } from './figure.ts';
import { sendWithHerald } from './support/send-with-herald.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

const GOAL = 0.9;
const FLOOR = 0.8;

/** Over a long way a message should take one round trip, so what can be had is connections / round trip. */
const bench: Bench = {
  name: 'send.latency',
  async run({ quick }) {
    const seconds = quick ? 3 : 15;
    return [await measure(20, 10, seconds), await measure(50, 20, seconds)];
  },
};
export default bench;

async function measure(delay: number, connections: number, seconds: number): Promise<Figure> {
  const { port, stop } = await startLeanSink({ delay });
  try {
    const possible = (connections * 1_000) / delay;
    const n = possible * seconds;
    const sender = { max_connections: connections };
    const { paced_per_second: value } = await sendWithHerald({ port, recipients: n, sender });
    return {
      bench: 'send.latency',
      value: round(value),
      unit: 'deliveries/s',
      against: `${connections} connections at ${delay} ms`,
      baseline: possible,
      ratio: round(value / possible),
      goal: GOAL,
      floor: FLOOR,
      pass: value / possible >= GOAL,
      n,
      repeats: 1,
      spread: spread([value]),
    };
  } finally {
    await stop();
  }
}
