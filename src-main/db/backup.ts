import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

const PAGES_AT_ONCE = 500;
/** Behind the name of a copy that is not whole yet. */
const PART = '.part';

/** Writes a whole, compact copy of the database and proves that it opens. */
export function backupDatabase(file: string, target: string): void {
  const source = new SqliteDatabase(file, { readonly: true });
  const part = freshPart(target);
  try {
    source.prepare('VACUUM INTO ?').run(part);
  } finally {
    source.close();
  }
  keepIfWhole(part, target);
}

/** The same while the database is in use: copies a few pages at a time, so that nothing waits. */
export async function backupWhileOpen(source: SqliteDatabase.Database, target: string): Promise<void> {
  const part = freshPart(target);
  await source.backup(part, { progress: () => PAGES_AT_ONCE });
  keepIfWhole(part, target);
}

/** A copy that a stop has cut short is as large as the database, and nobody would look for it. */
export function clearUnfinishedCopies(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith(PART)) rmSync(join(folder, name), { force: true });
}

/** A copy has its name only once it is whole, so that nobody takes an unfinished or damaged one for a backup. */
function freshPart(target: string): string {
  const part = `${target}${PART}`;
  rmSync(part, { force: true });
  return part;
}

function keepIfWhole(part: string, target: string): void {
  const copy = new SqliteDatabase(part);
  try {
    // One file, without a write-ahead log beside it.
    copy.pragma('journal_mode = DELETE');
    const verdict = copy.pragma('quick_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`The backup ${target} is damaged: ${String(verdict)}`);
  } catch (error) {
    copy.close();
    rmSync(part, { force: true });
    throw error;
  }
  copy.close();
  renameSync(part, target);
}
