import { createJobQueue } from '#main/queue/job-queue.ts';
import { LONG_READS, type LongReadName } from '#main/repositories/system/long-reads.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

export type AudienceContext = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'reads'>;

/** What the use cases of contacts and lists stand on, over a database of its own; long reads are answered at once. */
export function audienceContext(): { ctx: AudienceContext; database: TestDatabase } {
  const database = openTestDatabase();
  const { db, clock, ids } = database;
  const run = (name: LongReadName, input: never) => Promise.resolve(LONG_READS[name](db.reader, input));
  const reads = { run } as ServiceContext['reads'];
  return { ctx: { db, clock, ids, queue: createJobQueue(clock), reads }, database };
}
