import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import {
  type ClaimWanted,
  type LedgerBatch,
  LedgerBook,
  SENDING_CACHE_KIB,
} from '#main/services/sending/ledger-book.ts';
import { gatheredFeed } from './gathered-feed.ts';
import { serveWorker } from './serve-worker.ts';

/** What the thread is told beside the data folder. */
export interface LedgerWorkerExtra {
  claim: number;
}

/** Writes the ledger of one sending engine, so that the engine goes on while the disk takes its time. */
await serveWorker<LedgerWorkerExtra>(({ setup, extra, feed }) => {
  const gathered = gatheredFeed(feed);
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed: gathered.feed });
  db.sqlite.pragma(`cache_size = -${SENDING_CACHE_KIB}`);
  const book = new LedgerBook({ db, clock: systemClock, claim: extra.claim });
  return {
    calls: {
      claim: (wanted: ClaimWanted) => book.claim(wanted),
      write: (batch: LedgerBatch) => book.write(batch),
    },
    stop() {
      gathered.stop();
      db.close();
    },
  };
});
