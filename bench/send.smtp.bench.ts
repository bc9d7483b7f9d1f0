import { type Bench, compare } from './figure.ts';
import { sendWithHerald } from './support/send-with-herald.ts';
import { sendWithNodemailer } from './support/send-with-nodemailer.ts';
import { startLeanSink } from './support/start-lean-sink.ts';

const CONNECTIONS = 20;
const WARM_UP = 500;

/** A whole send against the bare mail library that it would otherwise be made with. */
const bench: Bench = {
  name: 'send.smtp',
  async run({ quick }) {
    const n = quick ? 3_000 : 20_000;
    const { port, stop } = await startLeanSink();
    const sender = { max_connections: CONNECTIONS };
    const ours = async (recipients: number) => (await sendWithHerald({ port, recipients, sender })).per_second;
    const theirs = (messages: number) => sendWithNodemailer({ port, messages, connections: CONNECTIONS });
    try {
      await ours(WARM_UP);
      await theirs(WARM_UP);
      const about = {
        bench: 'send.smtp',
        unit: 'deliveries/s',
        against: 'nodemailer-pool',
        goal: 0.8,
        n,
        repeats: quick ? 3 : 5,
        kind: 'rate' as const,
      };
      return [
        await compare(
          about,
          () => ours(n),
          () => theirs(n),
        ),
      ];
    } finally {
      await stop();
    }
  },
};
export default bench;
