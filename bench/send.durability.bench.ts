import { type Bench, compare } from './figure.ts';
import { sendBare } from './support/send-bare.ts';
import { sendWithHerald } from './support/send-with-herald.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

const CONNECTIONS = 20;
const FLOOR = 0.8;

/** What it costs that everything is on disk before it counts: a send with its ledger against the same messages without one. */
const bench: Bench = {
  name: 'send.durability',
  async run({ quick }) {
    const n = quick ? 5_000 : 20_000;
    const { port, stop } = await startLeanSink();
    const sender = { max_connections: CONNECTIONS };
    try {
      await sendWithHerald({ port, recipients: 500, sender });
      await sendBare({ port, messages: 500, connections: CONNECTIONS });
      const about = {
        bench: 'send.durability',
        unit: 'deliveries/s',
        against: 'the same without a ledger',
        goal: 0.9,
        n,
        repeats: quick ? 3 : 5,
        kind: 'rate' as const,
      };
      const figure = await compare(
        about,
        async () => (await sendWithHerald({ port, recipients: n, sender })).per_second,
        async () => (await sendBare({ port, messages: n, connections: CONNECTIONS })).per_second,
      );
      return [{ ...figure, floor: FLOOR }];
    } finally {
      await stop();
    }
  },
};
export default bench;
