import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupDatabase, backupWhileOpen } from '#main/db/backup.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const PAGE = 4_096;

let folder: ReturnType<typeof tempFolder>;
let source: SqliteDatabase.Database;
let target: string;

beforeEach(() => {
  folder = tempFolder();
  source = new SqliteDatabase(join(folder.path, 'source.db'));
  source.exec('CREATE TABLE line (no INTEGER PRIMARY KEY, text TEXT NOT NULL); CREATE INDEX line_text ON line (text)');
  const insert = source.prepare('INSERT INTO line (text) VALUES (?)');
  source.transaction(() => {
    for (let n = 0; n < 5_000; n += 1) insert.run(`line ${n} `.repeat(10));
  })();
  target = join(folder.path, 'copy.db');
});
afterEach(() => {
  source.close();
  folder.remove();
});

/** As a disk does that forgets: some pages hold something else than was written. */
function damage(): void {
  const { name } = source;
  source.close();
  const file = openSync(name, 'r+');
  for (let page = 20; page < 40; page += 1) writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, page * PAGE);
  closeSync(file);
  source = new SqliteDatabase(name);
}

test('a copy holds every row, and nothing is left beside it', async () => {
  await backupWhileOpen(source, target);
  const copy = new SqliteDatabase(target, { readonly: true });
  expect(copy.prepare('SELECT count(*) AS n FROM line').get()).toEqual({ n: 5_000 });
  copy.close();
  expect(readdirSync(dirname(target)).toSorted()).toEqual(['copy.db', 'source.db']);
});

test('a damaged copy is refused and not kept', async () => {
  damage();
  await expect(backupWhileOpen(source, target)).rejects.toThrow(/damaged|malformed/);
  expect(readdirSync(dirname(target))).toEqual(['source.db']);
});

test('what a run that was killed left behind is no backup, and does not stand in the way', () => {
  writeFileSync(`${target}.part`, 'half a copy');
  backupDatabase(source.name, target);
  expect(existsSync(`${target}.part`)).toBe(false);
  expect(readFileSync(target).subarray(0, 15).toString()).toBe('SQLite format 3');
});
