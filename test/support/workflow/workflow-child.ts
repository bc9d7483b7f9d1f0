import type { Database } from '#main/db/access.ts';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { silentLogger } from '#main/platform/file-logger.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { WorkflowEngine } from '#main/services/workflow/workflow-engine.ts';

/** A process of its own that moves people through workflows, to be killed at any moment. Arguments: file, careless or not. */
const [file = '', manner = ''] = process.argv.slice(2);
const writer = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
const db = manner === 'careless' ? careless(writer) : writer;
const queue = createJobQueue(systemClock);
const engine = new WorkflowEngine({ db, clock: systemClock, ids: systemIds, queue, log: silentLogger });
engine.align();
while (engine.step());
writer.close();

/** Forgets which effects were done, and commits each of them before the position. */
function careless(of: WriterConnection): Database {
  of.sqlite.pragma('synchronous = OFF');
  of.sqlite.exec('DELETE FROM enrolment_effect; DELETE FROM enrolment_step');
  const tx = { ...of.reader, kind: 'tx' as const, touch() {}, record: () => {} };
  return { ...of, write: (work) => work(tx) };
}
