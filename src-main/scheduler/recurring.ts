import cron, { type ScheduledTask } from 'node-cron';
import type { Database } from '#main/db/access.ts';
import type { JobQueue } from '#main/queue/job-queue.ts';
import type { JobCatalog, JobKind } from '#shared/domain/job-catalog.ts';

/** A job that comes again and again by a cron rule of five fields. */
export interface Recurring<Kind extends JobKind = JobKind> {
  kind: Kind;
  payload: JobCatalog[Kind];
  rule: string;
  /** IANA zone in which the rule is read. */
  timezone: string;
}

/**
 * Enqueues jobs by cron rules while Herald runs. A turn missed because the machine slept or Herald was off is not made up for
 * here: whoever needs that looks at the start.
 */
export function startRecurring(db: Database, queue: JobQueue, entries: readonly Recurring[]): { stop(): void } {
  const tasks: ScheduledTask[] = entries.map(({ kind, payload, rule, timezone }) =>
    cron.schedule(rule, () => db.write((tx) => queue.enqueue(tx, kind, payload, { key: kind })), { timezone }),
  );
  return {
    stop() {
      for (const task of tasks) void task.destroy();
    },
  };
}
