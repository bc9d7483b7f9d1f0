import { systemClock } from '#main/platform/clock.ts';
import { silentLogger } from '#main/platform/file-logger.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import { SendingEngine, type SendingEngineOptions } from '#main/services/sending/sending-engine.ts';
import { FakeClock } from '../fake-clock.ts';
import { openTestDatabase, type TestDatabase } from '../open-test-database.ts';
import { type SinkOptions, SmtpSink } from '../smtp-sink.ts';
import { waitUntil } from '../wait-until.ts';
import { type SeededSend, type SeedOptions, seedSend } from './seed-send.ts';

export const SHORT_TIMEOUTS = { connect: 5_000, greeting: 5_000, command: 5_000, final: 1_200 };

export interface SendingLab {
  database: TestDatabase;
  sink: SmtpSink;
  /** The one that works now. */
  readonly engine: SendingEngine;
  /** Stops it and starts another on the same rows, as a restart of Herald does. */
  restart(): Promise<void>;
  seed(options: Omit<SeedOptions, 'port'> & { port?: number }): SeededSend;
  /** Recipients by state, from the ledger's own rows. */
  rows(send_no: number): Record<string, number>;
  /** The same from the counters. */
  counters(send_no: number): Record<string, number>;
  stateOf(send_no: number): string;
  settled(send: SeededSend): Promise<void>;
  /** Lets the clock that was handed in run, a step at a time, until this is so. */
  timeUntil(claim: () => boolean, step: number): Promise<void>;
  /** The same until that moment, but no further than the engine keeps up: the machine may have other work to do. */
  timePasses(end: number, step: number, keepsUp: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** A sending engine on a real file and a real SMTP server. */
export async function openSendingLab(
  options: { sink?: SinkOptions; engine?: Partial<SendingEngineOptions> } = {},
): Promise<SendingLab> {
  const database = openTestDatabase();
  const sink = await SmtpSink.start(options.sink);
  const { db } = database;
  const start = () =>
    new SendingEngine({
      db,
      clock: systemClock,
      log: silentLogger,
      secrets: secretBoxOf(Buffer.alloc(32, 3)),
      fetch: createGuardedFetch({ allow_private: true }),
      signer: createTokenSigner(Buffer.alloc(32, 7)),
      tracking_url: 'http://127.0.0.1:9',
      mailbox: { host: '127.0.0.1', port: sink.port },
      timeouts: SHORT_TIMEOUTS,
      ...options.engine,
    });
  let engine = start();
  const rows = (send_no: number) => {
    const found = db.reader.sql<{ state: string; n: number }>(
      'SELECT state, count(*) AS n FROM delivery WHERE send_no = ? GROUP BY state',
    );
    return Object.fromEntries(found.all(send_no).map(({ state, n }) => [state, n]));
  };
  const stateOf = (send_no: number) =>
    db.reader.sql<{ state: string }>('SELECT state FROM send WHERE no = ?').get(send_no)?.state ?? '';

  return {
    database,
    sink,
    get engine() {
      return engine;
    },
    async restart() {
      await engine.stop();
      engine = start();
      engine.refresh();
    },
    rows,
    stateOf,
    counters: (send_no) => Object.fromEntries([...countsOf(db.reader, send_no)].filter(([, n]) => n !== 0)),
    seed(seedOptions) {
      const send = seedSend({ db, clock: systemClock, ids: systemIds }, { port: sink.port, ...seedOptions });
      engine.refresh();
      return send;
    },
    settled: ({ send_no }) => waitUntil(() => stateOf(send_no) === 'sent'),
    timeUntil(claim, step) {
      const { clock } = options.engine ?? {};
      if (!(clock instanceof FakeClock)) throw new Error('Only a fake clock can be moved.');
      return waitUntil(() => {
        if (claim()) return true;
        clock.advance(step);
        engine.refresh();
        return false;
      });
    },
    async timePasses(end, step, keepsUp) {
      const { clock } = options.engine ?? {};
      if (!(clock instanceof FakeClock)) throw new Error('Only a fake clock can be moved.');
      while (clock.now() < end) {
        await waitUntil(keepsUp);
        clock.advance(step);
        engine.refresh();
      }
      await waitUntil(keepsUp);
    },
    async close() {
      await engine.stop();
      await sink.close();
      database.close();
    },
  };
}
