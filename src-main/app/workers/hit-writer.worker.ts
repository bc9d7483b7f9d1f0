import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { EventIntake } from '#main/services/event/event-intake.ts';
import type { Wish } from '#main/services/tracking/hit-sink.ts';
import { writeGroup } from '#main/services/tracking/write-group.ts';
import type { EventInput } from '#shared/domain/event/event-input.ts';
import { type Hit, type PackedHits, unpackHits } from '#shared/domain/tracking/hit.ts';
import { serveWorker } from './serve-worker.ts';

/** So that no other writer waits longer than a blink for the group that is being written. */
const MOST_IN_A_GROUP = 1_000;
/** Between two groups the lock is free for them. What arrives meanwhile makes the next group larger, so that little is lost. */
const PAUSE = 5;

interface Waiting {
  hits: Hit[];
  wish: Wish | null;
  resolve(known: boolean): void;
  reject(error: unknown): void;
}

/** Writes what comes from mails and from other systems: whatever has arrived while one group was being written is the next group. */
await serveWorker(({ setup, feed }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  const events = new EventIntake({ db, clock: systemClock, ids: systemIds });
  const waiting: Waiting[] = [];
  let scheduled = false;

  function take(hits: Hit[], wish: Wish | null): Promise<boolean> {
    if (!scheduled) {
      scheduled = true;
      // After all messages that have arrived by now.
      setImmediate(flush);
    }
    return new Promise((resolve, reject) => waiting.push({ hits, wish, resolve, reject }));
  }

  function flush(): void {
    if (waiting.length > 0) {
      writeOne(nextGroup(waiting));
      setTimeout(flush, PAUSE);
    } else {
      scheduled = false;
    }
  }

  function writeOne(group: Waiting[]): void {
    const wishing = group.filter((one) => one.wish !== null);
    try {
      const hits = group.flatMap((one) => one.hits);
      const known = writeGroup({ db }, { hits, wishes: wishing.flatMap(({ wish }) => wish ?? []) });
      for (const one of group) one.resolve(known[wishing.indexOf(one)] ?? true);
    } catch (error) {
      for (const one of group) one.reject(error);
    }
  }

  return {
    calls: {
      record: (packed: PackedHits) => take(unpackHits(packed), null),
      fulfil: (wish: Wish) => take([], wish),
      recordEvents: ({ told, actor }: { told: EventInput[]; actor: string }) => events.record(told, actor),
    },
    stop() {
      while (waiting.length > 0) writeOne(nextGroup(waiting));
      events.finish();
      db.close();
    },
  };
});

function nextGroup(waiting: Waiting[]): Waiting[] {
  const group: Waiting[] = [];
  let size = 0;
  do {
    const next = waiting.shift();
    if (!next) break;
    group.push(next);
    size += Math.max(1, next.hits.length);
  } while (size < MOST_IN_A_GROUP);
  return group;
}
