import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { runImport } from '#main/services/import/run-import.ts';
import { SearchIndexer } from './search-indexer.ts';
import { serveWorker } from './serve-worker.ts';

/** Fewer, larger checkpoints while an import writes much. In pages of 4 KB. */
const CHECKPOINT_PAGES = 8_000;
/** The pages of the indexes that new contacts fall on anywhere. */
const CACHE_KIB = 32 * 1024;

/** Imports, one after the other, and the search index of contacts, on a connection of their own. */
await serveWorker(({ setup, feed }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  db.sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.sqlite.pragma(`cache_size = -${CACHE_KIB}`);
  // The file is written more than read here: mapped pages would only count twice beside the cache.
  db.sqlite.pragma('mmap_size = 0');
  // Sorting a file's addresses must not take the more memory the larger the file is.
  db.sqlite.pragma('temp_store = FILE');
  const ctx = { db, clock: systemClock, ids: systemIds, paths: setup.paths };
  const running = new Map<string, AbortController>();
  const indexer = new SearchIndexer(db, () => running.size > 0);
  indexer.wake();
  let last: Promise<void> = Promise.resolve();

  async function run(id: string): Promise<void> {
    const control = new AbortController();
    running.set(id, control);
    const turn = last.then(() => runImport(ctx, id, control.signal));
    last = turn.catch(() => {});
    try {
      await turn;
    } finally {
      // A cancelled import may have been started again while its first run was ending.
      if (running.get(id) === control) running.delete(id);
      indexer.wake();
    }
  }

  return {
    calls: {
      run: ({ id }: { id: string }) => run(id),
      stop: ({ id }: { id: string }) => running.get(id)?.abort(),
    },
    onCommit: () => indexer.wake(),
    async stop() {
      indexer.stop();
      for (const control of running.values()) control.abort();
      await last;
      db.close();
    },
  };
});
