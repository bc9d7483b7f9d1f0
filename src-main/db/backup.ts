import SqliteDatabase from 'better-sqlite3';

const PAGES_AT_ONCE = 500;

/** Writes a whole, compact copy of the database and proves that it opens. Refuses to overwrite. */
export function backupDatabase(file: string, target: string): void {
  const source = new SqliteDatabase(file, { readonly: true });
  try {
    source.prepare('VACUUM INTO ?').run(target);
  } finally {
    source.close();
  }
  checkBackup(target);
}

/** The same while the database is in use: copies a few pages at a time, so that nothing waits. */
export async function backupWhileOpen(source: SqliteDatabase.Database, target: string): Promise<void> {
  await source.backup(target, { progress: () => PAGES_AT_ONCE });
  checkBackup(target);
}

function checkBackup(target: string): void {
  const copy = new SqliteDatabase(target);
  try {
    // One file, without a write-ahead log beside it.
    copy.pragma('journal_mode = DELETE');
    const verdict = copy.pragma('quick_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`The backup ${target} is damaged: ${String(verdict)}`);
  } finally {
    copy.close();
  }
}
