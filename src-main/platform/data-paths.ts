import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** The files of one data folder. One folder is one organization. */
export interface DataPaths {
  folder: string;
  database: string;
  lock: string;
  mailbox: string;
  keyFile: string;
  setupLink: string;
  running: string;
  logs: string;
  imports: string;
  exports: string;
  backups: string;
  pictures: string;
}

/** Makes the folder if need be. Refuses when it can't be written. */
export function prepareDataFolder(folder: string): DataPaths {
  const paths: DataPaths = {
    folder,
    database: join(folder, 'herald.db'),
    lock: join(folder, 'lock.db'),
    mailbox: join(folder, 'test-mailbox.db'),
    keyFile: join(folder, 'herald.key'),
    setupLink: join(folder, 'setup-link.txt'),
    running: join(folder, 'running.json'),
    logs: join(folder, 'logs'),
    imports: join(folder, 'imports'),
    exports: join(folder, 'exports'),
    backups: join(folder, 'backups'),
    pictures: join(folder, 'pictures'),
  };
  try {
    for (const dir of [folder, paths.logs, paths.imports, paths.exports, paths.backups, paths.pictures]) {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
    }
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new HeraldError(
      'INVALID_INPUT',
      `The data folder ${folder} can't be written.`,
      { field: 'data-dir', hint: 'Choose a folder you own with --data-dir, or change its permissions.' },
      cause,
    );
  }
  return paths;
}
