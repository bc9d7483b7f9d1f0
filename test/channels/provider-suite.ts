import { expect, test } from 'vitest';
import type { ChannelProvider, Delivered, ProviderConnection } from '#main/channels/channel-provider.ts';
import type { Blame } from '#shared/domain/channel/send-outcome.ts';

/** A service that can be told how to treat the next message. */
export interface ProviderBench<Message> {
  provider: ChannelProvider<Message>;
  messageTo(name: string): Message;
  /** Names of recipients whom the service has taken a message for, in order. */
  taken(): string[];
  close(): Promise<void>;
}

/** How the service behaves towards recipients of these names. */
export const RECIPIENTS = {
  welcome: 'ana',
  refused: 'nobody',
  later: 'greylisted',
  lost_before: 'lost-before',
  lost_after: 'lost-after',
  slow: 'stalls',
} as const;

/**
 * What every provider promises, whatever service it speaks to.
 *
 * @param later whom a service means that takes something "not now": a mail server one recipient, others the account
 */
export function describeProvider<Message>(
  open: () => Promise<ProviderBench<Message>>,
  later: Blame = 'recipient',
): void {
  async function withConnection(
    work: (
      connection: ProviderConnection<Message>,
      bench: ProviderBench<Message>,
      stop: AbortController,
    ) => Promise<void>,
  ): Promise<void> {
    const bench = await open();
    const stop = new AbortController();
    const result = await bench.provider.connect(stop.signal);
    try {
      if (!result.ok) throw new Error(result.outcome.said);
      await work(result.connection, bench, stop);
    } finally {
      if (result.ok) result.connection.close();
      await bench.close();
    }
  }

  const yes = () => Promise.resolve(true);

  test('an accepted message has arrived, and the next one goes over the same connection', () =>
    withConnection(async (connection, bench) => {
      for (const name of ['ana', 'ben']) {
        expect(await connection.deliver(bench.messageTo(name), yes)).toMatchObject({ kind: 'accepted' });
      }
      expect(bench.taken()).toEqual(['ana', 'ben']);
    }));

  test('the handover is asked before the service can have the message', () =>
    withConnection(async (connection, bench) => {
      let takenThen = -1;
      await connection.deliver(bench.messageTo(RECIPIENTS.welcome), async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        takenThen = bench.taken().length;
        return true;
      });
      expect(takenThen).toBe(0);
      expect(bench.taken()).toEqual([RECIPIENTS.welcome]);
    }));

  test('a message that may not leave any more does not', () =>
    withConnection(async (connection, bench) => {
      const message = bench.messageTo(RECIPIENTS.welcome);
      expect(await connection.deliver(message, () => Promise.resolve(false))).toEqual({ kind: 'withheld' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(bench.taken()).toEqual([]);
    }));

  const cases: [string, Partial<Delivered>][] = [
    [RECIPIENTS.refused, { kind: 'rejected', blame: 'recipient' }],
    [RECIPIENTS.later, { kind: 'deferred', blame: later }],
    [RECIPIENTS.lost_before, { kind: 'deferred', blame: 'connection' }],
    [RECIPIENTS.lost_after, { kind: 'unknown' }],
  ];
  test.for(cases)('tells what became of %s', ([name, outcome]) =>
    withConnection(async (connection, bench) => {
      expect(await connection.deliver(bench.messageTo(name), yes)).toMatchObject(outcome);
    }),
  );

  test('a refused recipient does not harm the one after', () =>
    withConnection(async (connection, bench) => {
      await connection.deliver(bench.messageTo(RECIPIENTS.refused), yes);
      expect(await connection.deliver(bench.messageTo(RECIPIENTS.welcome), yes)).toMatchObject({ kind: 'accepted' });
      expect(bench.taken()).toEqual([RECIPIENTS.welcome]);
    }));

  test('a line that is gone says so', () =>
    withConnection(async (connection, bench) => {
      await connection.deliver(bench.messageTo(RECIPIENTS.lost_before), yes);
      expect(connection.usable).toBe(false);
    }));

  test('can be abandoned in the midst of a message', () =>
    withConnection(async (connection, bench, stop) => {
      const outcome = connection.deliver(bench.messageTo(RECIPIENTS.slow), yes);
      setTimeout(() => stop.abort(), 100);
      expect(await outcome).toMatchObject({ kind: 'unknown' });
      expect(connection.usable).toBe(false);
    }));
}
