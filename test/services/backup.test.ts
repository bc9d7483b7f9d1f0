import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReader } from '#main/db/open-database.ts';
import { makeNightlyBackup, newestBackupAt } from '#main/services/system/backup.service.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';

let herald: TestApp;
const clock = new FakeClock();

beforeEach(async () => {
  herald = await makeTestApp({ clock });
});
afterEach(() => herald.close());

const backups = () => readdirSync(join(herald.data_dir, 'backups')).sort();

it('keeps the newest seven nightly copies', async () => {
  for (let night = 0; night < 9; night += 1) {
    await makeNightlyBackup(herald.app.services);
    clock.advance(DAY);
  }

  expect(backups()).toHaveLength(7);
  expect(newestBackupAt(herald.app.services)).toBe('2026-03-10T09:00:00.000Z');
});

it('copies what was written while the copy was under way', async () => {
  const { db } = herald.app.core;
  const copying = makeNightlyBackup(herald.app.services);
  db.write((tx) => tx.record({ type: 'test.happened', subject: 'test:1', actor: null }));
  await copying;

  const [name] = backups();
  const copy = openReader(join(herald.data_dir, 'backups', name ?? ''));
  const row = copy.reader.sql<{ n: number }>(`SELECT count(*) AS n FROM fact WHERE type = 'test.happened'`).get();
  copy.close();
  expect(row?.n).toBe(1);
});

it('clears away what a night that was cut short has left', async () => {
  writeFileSync(join(herald.data_dir, 'backups', 'nightly-2026-03-01T03-30-00.db.part'), 'half a copy');
  await makeNightlyBackup(herald.app.services);
  expect(backups()).toEqual([expect.stringMatching(/^nightly-.*\.db$/)]);
});
