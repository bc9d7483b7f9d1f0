import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { clearOut } from '#main/services/contact/clear-out.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import { runDuplicateSearch } from '#main/services/contact/run-duplicate-search.ts';
import { runExport } from '#main/services/export/run-export.ts';
import type { ContactWorkKind } from '#main/services/service-context.ts';
import { serveWorker } from './serve-worker.ts';

/** Long work on contacts, on a connection of its own: one after the other, since all of it reads or writes most of the database. */
await serveWorker(({ setup, feed }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  const ctx = { db, clock: systemClock, ids: systemIds, paths: setup.paths };
  const running = new Map<string, AbortController>();
  let last: Promise<void> = Promise.resolve();

  const works: Record<ContactWorkKind, (id: string, signal: AbortSignal) => Promise<void>> = {
    'bulk-edit': (id, signal) => runBulkEdit(ctx, id, signal),
    'find-duplicates': (_id, signal) => runDuplicateSearch(ctx, signal),
    export: (id, signal) => runExport(ctx, id, signal),
    'clear-out': (_id, signal) => clearOut(ctx, signal),
  };

  async function run(work: ContactWorkKind, id: string): Promise<void> {
    const control = new AbortController();
    const key = `${work}:${id}`;
    running.set(key, control);
    const turn = last.then(() => works[work](id, control.signal));
    last = turn.catch(() => {});
    try {
      await turn;
    } finally {
      if (running.get(key) === control) running.delete(key);
    }
  }

  return {
    calls: {
      run: ({ work, id }: { work: ContactWorkKind; id: string }) => run(work, id),
      stop: ({ work, id }: { work: ContactWorkKind; id: string }) => running.get(`${work}:${id}`)?.abort(),
    },
    async stop() {
      for (const control of running.values()) control.abort();
      await last;
      db.close();
    },
  };
});
