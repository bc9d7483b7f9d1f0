import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupDatabase } from '#main/db/backup.ts';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { lockDataFolder } from '#main/db/data-lock.ts';
import { openWriter, type WriterConnection } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { type Clock, systemClock } from '#main/platform/clock.ts';
import { type DataPaths, prepareDataFolder } from '#main/platform/data-paths.ts';
import { type FileLogger, openFileLogger } from '#main/platform/file-logger.ts';
import { createGuardedFetch, type GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { type IdSource, systemIds } from '#main/platform/id-source.ts';
import { readKeyFile, type SecretBox, secretBoxOf } from '#main/platform/secret-box.ts';
import type { LogLevel } from '#shared/kernel/logger.ts';
import { WorkerLink } from './workers/worker-link.ts';

export interface CoreOptions {
  /** The folder of this organization's data; made if need be. */
  data_dir: string;
  /** Where `migrations`, `resources` and the built console lie. */
  app_root: string;
  log_level?: LogLevel;
  clock?: Clock;
  ids?: IdSource;
  /** The data key, where the shell keeps it better than in a file of the data folder. */
  key?: Buffer;
  /** The folder of the threads' files, where it is not the one beside this code. */
  threads_dir?: string;
  /** Lets senders use services on this machine or its network. */
  allow_private_services?: boolean;
}

/** What every part of a running Herald stands on: the locked folder, the migrated database, logs, secrets, threads. */
export interface AppCore {
  paths: DataPaths;
  app_root: string;
  db: WriterConnection;
  feed: CommitFeed;
  clock: Clock;
  ids: IdSource;
  log: FileLogger;
  secrets: SecretBox;
  /** The way out to services over HTTP. */
  fetch: GuardedFetch;
  allow_private_services: boolean;
  /** Starts a worker thread that shares this data folder. `onDeath` hears when it ends unasked. */
  spawn<Ready>(name: string, extra?: object, onDeath?: (error: Error) => void): WorkerLink<Ready>;
  close(): Promise<void>;
}

export function openCore(options: CoreOptions): AppCore {
  const { app_root, clock = systemClock, ids = systemIds, log_level = 'info' } = options;
  const paths = prepareDataFolder(options.data_dir);
  const unlock = lockDataFolder(paths.lock, () => runningUrl(paths));
  try {
    runMigrations(paths.database, join(app_root, 'migrations'), (version) =>
      backupDatabase(paths.database, join(paths.backups, `before-upgrade-from-${version}.db`)),
    );
    const key = options.key ?? readKeyFile(paths.keyFile);
    const feed = new CommitFeed();
    const log = openFileLogger(paths.logs, log_level);
    const db = openWriter({ file: paths.database, clock, ids, feed });
    const { allow_private_services = false, threads_dir } = options;
    const setup = { paths, key: new Uint8Array(key), log_level };
    return {
      paths,
      app_root,
      db,
      feed,
      clock,
      ids,
      log,
      secrets: secretBoxOf(key),
      fetch: createGuardedFetch({ allow_private: allow_private_services }),
      allow_private_services,
      spawn: (name, extra = {}, onDeath = () => {}) =>
        new WorkerLink({ name, threads_dir, setup, extra, feed, log, onDeath }),
      async close() {
        db.close();
        await log.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function runningUrl(paths: DataPaths): string | null {
  if (!existsSync(paths.running)) return null;
  try {
    const { console_url } = JSON.parse(readFileSync(paths.running, 'utf8')) as { console_url?: string };
    return console_url ?? null;
  } catch {
    return null;
  }
}
