import { type Bench, compare } from './figure.ts';
import { sendApart } from './support/send-apart.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

/** What a send costs in memory must not depend on how many people it goes to. */
const bench: Bench = {
  name: 'send.memory',
  async run({ quick }) {
    const [few, many] = quick ? [1_000, 10_000] : [1_000, 100_000];
    const { port, stop } = await startLeanSink();
    try {
      const figure = await compare(
        {
          bench: 'send.memory',
          unit: 'MB at the peak',
          against: `${few} recipients`,
          goal: 0.8,
          n: many,
          repeats: quick ? 1 : 3,
          kind: 'cost',
        },
        async () => (await sendApart(port, many)).peak_own_mb,
        async () => (await sendApart(port, few)).peak_own_mb,
      );
      return [figure];
    } finally {
      await stop();
    }
  },
};
export default bench;
