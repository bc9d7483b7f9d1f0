import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { updateExport } from '#main/repositories/contact/contact-export.repo.ts';
import { cancelBulkEdit, startBulkEdit, undoBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { findDuplicates } from '#main/services/contact/duplicate.service.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import { startExport } from '#main/services/export/export.service.ts';
import { runExport } from '#main/services/export/run-export.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { listWork } from '#main/services/system/work.service.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import type { Role } from '#shared/domain/role.ts';
import { DAY, SECOND } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const NEVER = new AbortController().signal;
const EVERYBODY: ContactTarget = { kind: 'matching', filter: {} };
const caller = (user_id: string, role: Role = 'admin') => ({ user_id, role, active: true });
const ADA = caller('ada');

let ctx: AudienceContext & Pick<ServiceContext, 'paths'>;
let database: TestDatabase;
let folder: ReturnType<typeof tempFolder>;

beforeEach(() => {
  folder = tempFolder();
  const exports = join(folder.path, 'exports');
  mkdirSync(exports);
  const house = audienceContext();
  database = house.database;
  ctx = { ...house.ctx, paths: { exports } as ServiceContext['paths'] };
  for (const name of ['a', 'b']) createContact(ctx, 'ada', { email: `${name}@example.org`, list_ids: [] });
});
afterEach(() => {
  database.close();
  folder.remove();
});

const tag = () => startBulkEdit(ctx, 'ada', { target: EVERYBODY, action: { kind: 'add_tag', tag: 'VIP' } });
const exported = () => startExport(ctx, 'ada', { target: EVERYBODY, format: 'csv' });

test('everybody sees what is under way, and who ordered it sees how it has ended', async () => {
  const { id } = tag();
  database.clock.advance(SECOND);
  const file = exported();
  const waiting = { state: 'waiting', can_cancel: true };
  expect(listWork(ctx, caller('ben'))).toMatchObject([
    { kind: 'export', id: file.id, mine: false, ...waiting },
    { kind: 'bulk_edit', id, mine: false, ...waiting },
  ]);
  await runBulkEdit(ctx, id, NEVER);
  await runExport(ctx, file.id, NEVER);
  expect(listWork(ctx, caller('ben'))).toEqual([]);
  expect(listWork(ctx, ADA)).toMatchObject([
    { kind: 'export', mine: true, state: 'done', done: 2, total: 2, fraction: 1, can_cancel: false },
    { kind: 'bulk_edit', mine: true, state: 'done', done: 2, edit: { changed: 2 } },
  ]);
  database.clock.advance(DAY + SECOND);
  expect(listWork(ctx, ADA)).toEqual([]);
});

test('the pace and what is left follow from how long it has run', () => {
  const { id } = exported();
  ctx.db.write((tx) =>
    updateExport(tx, id, ['waiting'], { state: 'running', started_at: ctx.clock.now(), rows: 300, total: 1_200 }),
  );
  database.clock.advance(SECOND);
  expect(listWork(ctx, ADA)[0]).toMatchObject({ per_second: null, seconds_left: null, fraction: 0.25 });
  database.clock.advance(2 * SECOND);
  expect(listWork(ctx, ADA)[0]).toMatchObject({ per_second: 100, seconds_left: 9 });
});

test('taking back is told as such, and what was cancelled can be cancelled no more', async () => {
  const { id } = tag();
  cancelBulkEdit(ctx, 'ada', id);
  expect(listWork(ctx, ADA)[0]).toMatchObject({ state: 'cancelled', can_cancel: false });
  undoBulkEdit(ctx, 'ada', id);
  expect(listWork(ctx, ADA)[0]).toMatchObject({ state: 'waiting', takes_back: true, can_cancel: false });
  await runBulkEdit(ctx, id, NEVER);
  expect(listWork(ctx, ADA)[0]).toMatchObject({ state: 'done', takes_back: true });
});

test('nobody is told of files or imports whom the role does not let see them', () => {
  exported();
  findDuplicates(ctx, 'ada');
  ctx.db.write((tx) =>
    tx
      .sql(`INSERT INTO import (no, id, filename, bytes, state, created_by, created_at)
      VALUES (1, 'i', 'p.csv', 1, 'running', 'ada', 1)`)
      .run(),
  );
  const kinds = (role: Role) => listWork(ctx, caller('ben', role)).map(({ kind }) => kind);
  expect(kinds('admin').sort()).toEqual(['duplicates', 'export', 'import']);
  expect(kinds('employee')).toEqual(['duplicates']);
});
