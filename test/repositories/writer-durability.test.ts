import { expect, it } from 'vitest';
import { openTestDatabase } from '#test/support/open-test-database.ts';

it('every writer waits for the disk, also after it has read and written', () => {
  const { db, close } = openTestDatabase();
  const FULL = 2;
  db.write((tx) => tx.record({ type: 'test.happened', subject: 'test:1', actor: null }));
  expect(db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM fact').get()?.n).toBe(1);
  expect(db.sqlite.pragma('synchronous', { simple: true })).toBe(FULL);
  expect(db.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
  close();
});
