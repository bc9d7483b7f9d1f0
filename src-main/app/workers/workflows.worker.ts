import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { WorkflowEngine } from '#main/services/workflow/workflow-engine.ts';
import { SECOND } from '#shared/kernel/instant.ts';
import { PacedWork } from './paced-work.ts';
import { serveWorker } from './serve-worker.ts';

/** What changes which workflows are live, or what their rules mean. */
const GROUNDS: ReadonlySet<string> = new Set(['workflows', 'segments', 'fields', 'organization']);
/** Between a commit and the look at what it means, in milliseconds. */
const PAUSE = 10;
/** A machine that slept, or whose clock was set, looks again after this at the latest. */
const LONGEST_SLEEP = 30 * SECOND;

/** Moves people through workflows, on a connection of its own. */
await serveWorker(({ setup, feed, log }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  db.sqlite.pragma('cache_size = -16384');
  const queue = createJobQueue(systemClock);
  const engine = new WorkflowEngine({ db, clock: systemClock, ids: systemIds, queue, log });
  let mustAlign = true;

  /** @returns how long there is nothing to do, in milliseconds. What fails is told, and tried again later. */
  function attempt(): number {
    try {
      if (mustAlign) engine.align();
      mustAlign = false;
      if (engine.step()) return 0;
      const due = engine.nextDue();
      return due === null ? LONGEST_SLEEP : Math.min(LONGEST_SLEEP, Math.max(0, due - systemClock.now()));
    } catch (error) {
      log.error({ err: error }, 'workflows could not go on');
      return SECOND;
    }
  }

  const work = new PacedWork(attempt, { least: 0, share: 0 }, log);
  work.wake(0);
  return {
    onCommit(topics) {
      mustAlign ||= topics.some((topic) => GROUNDS.has(topic));
      work.wake(PAUSE);
    },
    stop() {
      work.stop();
      db.close();
    },
  };
});
