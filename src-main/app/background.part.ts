import { jobTable } from '#main/jobs/job-table.ts';
import { WorkerPool } from '#main/queue/worker-pool.ts';
import { startRecurring } from '#main/scheduler/recurring.ts';
import { TimerLoop } from '#main/scheduler/timer-loop.ts';
import { FactFollower } from '#main/services/chat/follow-facts.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { catchUpBackup } from '#main/services/system/backup.service.ts';
import { MINUTE } from '#shared/kernel/instant.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

/** At night where this machine stands. */
const NIGHTLY = {
  kind: 'house.backup',
  payload: {},
  rule: '30 3 * * *',
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
} as const;

const CLEAR_OUT = { ...NIGHTLY, kind: 'contacts.clear-out', rule: '10 4 * * *' } as const;

/** Bounces are worth a look every other minute. */
const INBOXES = { ...NIGHTLY, kind: 'inbox.read-all', rule: '*/2 * * * *' } as const;

/** Each hour those whose day is over, since a machine may be off at any one time of the day. */
const DOMAINS = { ...NIGHTLY, kind: 'sending.check-domains', rule: '40 * * * *' } as const;

const PICTURES = { ...NIGHTLY, kind: 'pictures.clear-out', rule: '20 4 * * *' } as const;

const CLOSE_REPORTS = { ...NIGHTLY, kind: 'report.close', rule: '*/10 * * * *' } as const;

const MOMENT = 200;

/** Reads on in the fact log a moment after a commit: many commits in a row are one look. */
function followSoon(services: ServiceContext): { wake(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const follower = new FactFollower(services);
  const look = () => {
    timer = undefined;
    follower.look();
  };
  return {
    wake() {
      timer ??= setTimeout(look, MOMENT).unref();
    },
    stop: () => clearTimeout(timer),
  };
}

/** Jobs and timers: looks for due work after each commit. */
export function startBackground(core: AppCore, services: ServiceContext): Part {
  const { db, clock, log, feed } = core;
  const pool = new WorkerPool({ db, clock, log, jobs: jobTable(services), parallel: 4 });
  const timerLoop = new TimerLoop({ db, clock, queue: services.queue });
  const chats = followSoon(services);
  const unsubscribe = feed.subscribe(() => {
    pool.wake();
    chats.wake();
    timerLoop.wake();
  });
  pool.start();
  chats.wake();
  timerLoop.start();
  const recurring = startRecurring(db, services.queue, [NIGHTLY, CLEAR_OUT, INBOXES, DOMAINS, PICTURES, CLOSE_REPORTS]);
  catchUpBackup(services);
  // A machine that is off at night still deletes what it has promised to.
  db.write((tx) =>
    services.queue.enqueue(tx, 'contacts.clear-out', {}, { key: 'contacts.clear-out', run_at: clock.now() + MINUTE }),
  );
  return {
    async stop() {
      unsubscribe();
      chats.stop();
      recurring.stop();
      timerLoop.stop();
      await pool.stop();
    },
  };
}
