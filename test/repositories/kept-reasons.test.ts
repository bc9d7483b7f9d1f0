import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { findSearch } from '#main/repositories/contact/duplicate.repo.ts';
import { findImport, importView } from '#main/repositories/import/import.repo.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { FakeClock } from '#test/support/fake-clock.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const MIGRATIONS = join(APP_ROOT, 'migrations');
const words = (text: string) => ({ code: 'words', values: { text } });

it('keeps the words of reasons that were stored before they had codes', () => {
  const folder = tempFolder();
  const file = join(folder.path, 'herald.db');
  const before = join(folder.path, 'migrations');
  for (const name of readdirSync(MIGRATIONS).filter((name) => name < '0034')) {
    cpSync(join(MIGRATIONS, name), join(before, name));
  }
  runMigrations(file, before, () => {});
  const open = () => openWriter({ file, clock: new FakeClock(), ids: systemIds, feed: new CommitFeed() });
  const old = open();
  const reasons = [
    { reason: 'The address has no @.', rejected: true, rows: 2 },
    { reason: 'Plan: "x" is not a number.', rejected: false, rows: 1 },
  ];
  old.write((tx) => {
    tx.sql(
      `INSERT INTO import (id, filename, bytes, received, state, problem, progress, checked, created_by, created_at)
       VALUES ('old', 'a.csv', 1, 1, 'failed', 'It broke.', ?, ?, NULL, 1)`,
    ).run(JSON.stringify({ rows: 3, reasons }), JSON.stringify({ options: {}, counts: { rows: 3, reasons }, at: 1 }));
    tx.sql(
      `INSERT INTO duplicate_search (no, state, problem, started_by, started_at) VALUES (1, 'failed', 'Broke too.', 'u', 1)`,
    ).run();
  });
  old.close();

  runMigrations(file, MIGRATIONS, () => {});
  const { reader, close } = open();
  const record = findImport(reader, 'old');
  const job = record && importView(reader, record);
  expect(job?.problem).toEqual(words('It broke.'));
  const kept = reasons.map(({ reason, ...rest }) => ({ reason: words(reason), ...rest }));
  expect(job?.progress).toMatchObject({ rows: 3, reasons: kept });
  expect(job?.checked?.reasons).toEqual(kept);
  expect(findSearch(reader)?.problem).toEqual(words('Broke too.'));
  close();
  folder.remove();
});
