import { openWriter } from '#main/db/open-database.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { classifySome } from '#main/services/tracking/classify.ts';
import { serveWorker } from './serve-worker.ts';

/** Between a hit and its verdict, in milliseconds: what comes together is judged together. */
const GATHER = 100;
/** Of the time, the part that this thread rests while there is more to do: recording comes first. */
const REST = 2;

/** Judges hits and keeps the numbers of people, on a connection of its own. */
await serveWorker(({ setup, feed, log }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(pause: number): void {
    if (!stopped) timer ??= setTimeout(() => void run(), pause);
  }

  /** What fails is told and left until there is another reason to look. */
  async function run(): Promise<void> {
    await letOthersWrite();
    timer = undefined;
    if (stopped) return;
    const started = performance.now();
    try {
      if (classifySome({ db })) wake((performance.now() - started) * REST);
    } catch (error) {
      log.error({ err: error }, 'hits could not be judged');
    }
  }

  wake(0);
  return {
    onCommit(topics) {
      if (topics.includes('hits')) wake(GATHER);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      db.close();
    },
  };
});
