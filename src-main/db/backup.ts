import SqliteDatabase from 'better-sqlite3';

/** Writes a whole, compact copy of the database and proves that it opens. Refuses to overwrite. */
export function backupDatabase(file: string, target: string): void {
  const source = new SqliteDatabase(file, { readonly: true });
  try {
    source.prepare('VACUUM INTO ?').run(target);
  } finally {
    source.close();
  }
  const copy = new SqliteDatabase(target, { readonly: true });
  try {
    const verdict = copy.pragma('quick_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`The backup ${target} is damaged: ${String(verdict)}`);
  } finally {
    copy.close();
  }
}
