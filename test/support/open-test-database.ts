import { join } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { type IdSource, systemIds } from '#main/platform/id-source.ts';
import { APP_ROOT } from './app-root.ts';
import { FakeClock } from './fake-clock.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestDatabase {
  file: string;
  db: WriterConnection;
  clock: FakeClock;
  ids: IdSource;
  feed: CommitFeed;
  close(): void;
}

/** A migrated database in a folder of its own. */
export function openTestDatabase(): TestDatabase {
  const folder = tempFolder();
  const file = join(folder.path, 'herald.db');
  runMigrations(file, join(APP_ROOT, 'migrations'), () => {});
  const clock = new FakeClock();
  const feed = new CommitFeed();
  const db = openWriter({ file, clock, ids: systemIds, feed });
  return {
    file,
    db,
    clock,
    ids: systemIds,
    feed,
    close() {
      db.close();
      folder.remove();
    },
  };
}
