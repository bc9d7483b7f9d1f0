import type { Bench, Figure } from './figure.ts';
import { round, spread } from './figure.ts';
import { sendWithHerald } from './support/send-with-herald.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

const TOLERANCE = 0.02;

/** Whether a limit is met, neither exceeded nor left unused. */
const bench: Bench = {
  name: 'send.rate',
  async run({ quick }) {
    const { port, stop } = await startLeanSink();
    try {
      const figures: Figure[] = [];
      for (const asked of [5, 50, 500]) figures.push(await measure(port, asked, quick ? 10 : 20));
      return figures;
    } finally {
      await stop();
    }
  },
};
export default bench;

async function measure(port: number, asked: number, seconds: number): Promise<Figure> {
  const recipients = asked * seconds + 1;
  const sender = { max_connections: 10, per_second: asked };
  const { paced_per_second: value } = await sendWithHerald({ port, recipients, sender });
  const ratio = 1 - Math.abs(value / asked - 1);
  return {
    bench: 'send.rate',
    value: round(value),
    unit: 'deliveries/s',
    against: 'asked',
    baseline: asked,
    ratio: round(ratio),
    goal: 1 - TOLERANCE,
    pass: ratio >= 1 - TOLERANCE,
    n: recipients,
    repeats: 1,
    spread: spread([value]),
  };
}
