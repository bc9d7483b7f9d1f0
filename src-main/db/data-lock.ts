import SqliteDatabase from 'better-sqlite3';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/**
 * Holds the data folder for this process. The operating system frees the lock with the process, however it ends, so there
 * is no stale file to clean up.
 */
export function lockDataFolder(file: string, holder: () => string | null): () => void {
  const sqlite = new SqliteDatabase(file);
  try {
    sqlite.pragma('busy_timeout = 0');
    sqlite.pragma('journal_mode = DELETE');
    sqlite.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    sqlite.close();
    const where = holder();
    throw new HeraldError(
      'CONFLICT',
      'Another Herald is already running on this data folder.',
      { hint: where ? `It answers at ${where}.` : 'Stop it first, or choose another folder with --data-dir.' },
      cause,
    );
  }
  return () => {
    if (sqlite.open) sqlite.close();
  };
}
