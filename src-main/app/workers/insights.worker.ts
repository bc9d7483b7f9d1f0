import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { classifySome } from '#main/services/tracking/classify.ts';
import { BreakdownKeeper } from '#main/services/tracking/refresh-breakdowns.ts';
import { SECOND } from '#shared/kernel/instant.ts';
import { PacedWork } from './paced-work.ts';
import { serveWorker } from './serve-worker.ts';

/** Between a hit and its verdict, in milliseconds: what comes together is judged together. */
const GATHER = 100;
/** Of the time, the part that this thread rests while there is more to judge: recording comes first. */
const REST = 2;
/** Breakdowns cost a walk along a ledger: of the time, the part that this thread rests between two, and the least of it. */
const BREAKDOWN_REST = 20;
const LEAST_BREAKDOWN_REST = SECOND;
const STATS = 'campaign-stats:';

/** Judges hits and keeps the numbers of people, on a connection of its own. */
await serveWorker(({ setup, feed, log }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  const breakdowns = new BreakdownKeeper({ db, clock: systemClock });
  feed.subscribe((topics) => noteChanges(topics));
  const judging = new PacedWork(() => (classifySome({ db }) ? 0 : null), { least: 0, share: REST }, log);
  const breaking = new PacedWork(
    () => {
      breakdowns.refreshOne();
      return breakdowns.hasWork ? 0 : null;
    },
    { least: LEAST_BREAKDOWN_REST, share: BREAKDOWN_REST },
    log,
  );

  function noteChanges(topics: readonly string[]): void {
    const ids = topics.flatMap((topic) => (topic.startsWith(STATS) ? [topic.slice(STATS.length)] : []));
    if (ids.length > 0) breakdowns.note(ids);
    if (topics.includes('events')) breakdowns.noteEvents();
    if (breakdowns.hasWork) breaking.wake(LEAST_BREAKDOWN_REST);
  }

  // An event may be why this thread has started.
  breakdowns.noteEvents();
  judging.wake(0);
  if (breakdowns.hasWork) breaking.wake(0);
  return {
    onCommit(topics) {
      if (topics.includes('hits')) judging.wake(GATHER);
      noteChanges(topics);
    },
    stop() {
      judging.stop();
      breaking.stop();
      db.close();
    },
  };
});
