import { readFileSync } from 'node:fs';
import { systemClock } from '#main/platform/clock.ts';
import { silentLogger } from '#main/platform/file-logger.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { type LedgerKeeper, SENDING_CACHE_KIB } from '#main/services/sending/ledger-book.ts';
import { SendingEngine } from '#main/services/sending/sending-engine.ts';
import { openTestDatabase } from '#test/support/open-test-database.ts';
import { ledgerThreadOf } from '#test/support/sending/ledger-thread-of.ts';
import { type SeedOptions, seedSend } from '#test/support/sending/seed-send.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { NEWSLETTER, NEWSLETTER_SUBJECT } from './newsletter.ts';

export interface SendMeasure {
  per_second: number;
  seconds: number;
  /** Between the first and the last recipient, without start and end. */
  paced_per_second: number;
  /** Of this process, so without the server's; other work on the machine hardly moves it. */
  cpu_us_per_message: number;
  /** Memory of the process's own; pages of the database that are mapped into it are the system's to keep or drop. */
  peak_own_mb: number;
}

/** Sends a newsletter with everything on: ledger, marks, tracking, counters, each commit on disk before it counts. */
export async function sendWithHerald(
  options: Pick<SeedOptions, 'port' | 'recipients' | 'sender'>,
): Promise<SendMeasure> {
  const database = openTestDatabase();
  const { db } = database;
  db.sqlite.pragma(`cache_size = -${SENDING_CACHE_KIB}`);
  const { send_no } = seedSend(
    { db, clock: systemClock, ids: systemIds },
    { ...options, subject: NEWSLETTER_SUBJECT, body: NEWSLETTER },
  );
  db.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const thread = ledgerThreadOf(database.file);
  let keeper: LedgerKeeper | undefined;
  const engine = new SendingEngine({
    db,
    clock: systemClock,
    log: silentLogger,
    secrets: secretBoxOf(Buffer.alloc(32, 3)),
    fetch: createGuardedFetch({ allow_private: false }),
    signer: createTokenSigner(Buffer.alloc(32, 7)),
    tracking_url: 'http://127.0.0.1:8080',
    mailbox: { host: '127.0.0.1', port: options.port },
    openKeeper: (claim) => {
      keeper = thread.keeperOf(claim);
      return keeper;
    },
  });
  // The thread starts with the first claim; how long that takes is not asked here.
  await keeper?.claim({ send_no: 0, limit: 1 });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, ownMemoryMb());
  }, 50);
  const state = db.reader.sql<{ state: string }>('SELECT state FROM send WHERE no = ?');
  const cpu = process.cpuUsage();
  const started = performance.now();
  engine.refresh();
  await waitUntil(() => state.get(send_no)?.state === 'sent', 600_000);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  await engine.stop();
  await thread.stop();
  const { n, span } = db.reader
    .sql<{ n: number; span: number }>(
      `SELECT count(*) AS n, max(changed_at) - min(changed_at) AS span FROM delivery WHERE state = 'accepted'`,
    )
    .get() ?? { n: 0, span: 0 };
  const others = db.reader
    .sql(
      'SELECT d.state, d.code, r.text FROM delivery d LEFT JOIN response r ON r.no = d.response_no WHERE d.state <> ? LIMIT 5',
    )
    .all('accepted');
  database.close();
  if (n !== options.recipients) {
    throw new Error(`${n} of ${options.recipients} were accepted, not ${JSON.stringify(others)}`);
  }
  return {
    per_second: n / seconds,
    seconds,
    paced_per_second: ((n - 1) * 1_000) / span,
    cpu_us_per_message: (user + system) / n,
    peak_own_mb: peak,
  };
}

/** Linux alone tells it apart; elsewhere it is everything that the process holds. */
function ownMemoryMb(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss() / 2 ** 20;
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1_024;
}
