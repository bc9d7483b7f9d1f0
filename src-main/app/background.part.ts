import { jobTable } from '#main/jobs/job-table.ts';
import { WorkerPool } from '#main/queue/worker-pool.ts';
import { TimerLoop } from '#main/scheduler/timer-loop.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

/** Jobs and timers: looks for due work after each commit. */
export function startBackground(core: AppCore, services: ServiceContext): Part {
  const { db, clock, log, feed } = core;
  const pool = new WorkerPool({ db, clock, log, jobs: jobTable(services), parallel: 4 });
  const timerLoop = new TimerLoop({ db, clock, queue: services.queue });
  const unsubscribe = feed.subscribe(() => {
    pool.wake();
    timerLoop.wake();
  });
  pool.start();
  timerLoop.start();
  return {
    async stop() {
      unsubscribe();
      timerLoop.stop();
      await pool.stop();
    },
  };
}
