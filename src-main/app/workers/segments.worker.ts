import { openWriter } from '#main/db/open-database.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { SegmentKeeper } from '#main/services/segment/watch-segments.ts';
import { MINUTE } from '#shared/kernel/instant.ts';
import { serveWorker } from './serve-worker.ts';

/** What changes what there is to keep. */
const GROUNDS: ReadonlySet<string> = new Set(['segments', 'fields', 'organization']);
/** Between a commit and the look at what it means, in milliseconds. */
const PAUSE = 20;

/** Indexes for segments, and who enters and leaves those that are watched, on a connection of its own. */
await serveWorker(({ setup, feed, log }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  // Runs of a sort that go through files are shorter and sorted in the processor's cache: an index of a million takes a third less time.
  db.sqlite.pragma('temp_store = FILE');
  const keeper = new SegmentKeeper({ db, clock: systemClock });
  let mustAlign = true;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const minutes = setInterval(() => attempt(() => keeper.look()), MINUTE / 2);

  function wake(): void {
    if (!stopped) timer ??= setTimeout(() => void run(), PAUSE);
  }

  async function run(): Promise<void> {
    await letOthersWrite();
    timer = undefined;
    attempt(() => {
      if (mustAlign) keeper.align();
      mustAlign = false;
      return keeper.step();
    });
  }

  /** What fails is told and left until there is another reason to look. */
  function attempt(what: () => boolean): void {
    if (stopped) return;
    try {
      if (what()) wake();
    } catch (error) {
      log.error({ err: error }, 'segments could not be looked at');
    }
  }

  wake();
  return {
    onCommit(topics) {
      mustAlign ||= topics.some((topic) => GROUNDS.has(topic));
      wake();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(minutes);
      db.close();
    },
  };
});
