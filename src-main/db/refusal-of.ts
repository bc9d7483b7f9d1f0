import SqliteDatabase from 'better-sqlite3';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** What a failure of the database means to people, where it means anything; else the failure itself. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof SqliteDatabase.SqliteError && error.code === 'SQLITE_FULL') {
    return new HeraldError(
      'DISK_FULL',
      'The disk is full, so nothing was saved.',
      { hint: 'Free some space on the disk that holds the data folder and try again.' },
      error,
    );
  }
  return error;
}
