import type { Tx } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { JobCatalog, JobKind } from '#shared/domain/job-catalog.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { insertJob } from './job.repo.ts';

export interface EnqueueOptions {
  /** At most one waiting job of this kind has this key. */
  key?: string;
  /** Not before this moment; default now. */
  run_at?: Millis;
}

/** The way into the queue: inside the transaction of the deed that makes the work necessary. */
export interface JobQueue {
  enqueue<Kind extends JobKind>(tx: Tx, kind: Kind, payload: JobCatalog[Kind], options?: EnqueueOptions): void;
}

export function createJobQueue(clock: Clock): JobQueue {
  return {
    enqueue(tx, kind, payload, options = {}) {
      const now = clock.now();
      const { key = null, run_at = now } = options;
      insertJob(tx, { kind, key, payload: JSON.stringify(payload), run_at, now });
    },
  };
}
