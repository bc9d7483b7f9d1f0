import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorkbook } from '#main/platform/workbook/workbook.ts';
import { zipEntries } from '#main/platform/zip-file.ts';
import { insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { createList } from '#main/services/consent/list.service.ts';
import { startBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { createField } from '#main/services/contact/custom-field.service.ts';
import { makeContact } from '#main/services/contact/make-contact.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import {
  cancelExport,
  downloadExport,
  getExport,
  removeExport,
  startExport,
} from '#main/services/export/export.service.ts';
import { runExport } from '#main/services/export/run-export.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const ACTOR = 'user-1';
const NEVER = new AbortController().signal;
const EVERYBODY: ContactTarget = { kind: 'matching', filter: {} };

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
});
afterEach(() => {
  database.close();
  folder.remove();
});

async function written(target: ContactTarget, columns: string[]): Promise<string> {
  const { id } = startExport(ctx, ACTOR, { target, columns, format: 'csv' });
  await runExport(ctx, id, NEVER);
  expect(getExport(ctx, id).state).toBe('done');
  return (await downloadExport(ctx, ACTOR, id)).text();
}

function addPeople(count: number): void {
  database.db.write((tx) => {
    for (let at = 0; at < count; at++) {
      makeContact(tx, { id: ctx.ids.id(), now: ctx.clock.now(), actor: ACTOR, input: { email: `p${at}@example.org` } });
    }
  });
}

test('a file has the columns that were chosen, and no cell that a spreadsheet would run', async () => {
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  createContact(ctx, ACTOR, {
    email: 'ann@example.org',
    first_name: '=HYPERLINK("http://evil")',
    company: 'Smith, "Sons"',
    phone: '+49301234567',
    list_ids: [list.id],
  });
  const { id } = startBulkEdit(ctx, ACTOR, { target: EVERYBODY, action: { kind: 'add_tag', tag: '@press' } });
  await runBulkEdit(ctx, id, NEVER);
  const text = await written(EVERYBODY, ['email', 'first_name', 'company', 'phone', 'status', 'tags', 'lists']);
  expect(text.replace('\ufeff', '').split('\r\n')).toEqual([
    'email,first_name,company,phone,status,tags,lists',
    `ann@example.org,"'=HYPERLINK(""http://evil"")","Smith, ""Sons""",+49301234567,deliverable,'@press,News`,
    '',
  ]);
});

test('a list, a filter and a selection are files of just those', async () => {
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  const ids = ['a', 'b', 'c'].map(
    (name) => createContact(ctx, ACTOR, { email: `${name}@example.org`, list_ids: name === 'a' ? [list.id] : [] }).id,
  );
  const emails = async (target: ContactTarget) => (await written(target, ['email'])).split('\r\n').slice(1, -1);
  expect(await emails({ kind: 'matching', filter: { list_id: list.id } })).toEqual(['a@example.org']);
  expect(await emails({ kind: 'matching', filter: {}, except_ids: [ids[1] ?? ''] })).toEqual([
    'a@example.org',
    'c@example.org',
  ]);
  expect(await emails({ kind: 'picked', contact_ids: [ids[2] ?? ''] })).toEqual(['c@example.org']);
});

test('a run that was stopped goes on after the last whole line, and nobody is in the file twice', async () => {
  addPeople(2_500);
  const { id } = startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email'], format: 'csv' });
  const stop = new AbortController();
  const run = runExport(ctx, id, stop.signal);
  setImmediate(() => stop.abort());
  await run;
  await runExport(ctx, id, NEVER);
  const text = readFileSync(join(ctx.paths.exports, `contacts-${id}.csv`), 'utf8');
  const lines = text.trim().split('\r\n').slice(1);
  expect(lines).toHaveLength(2_500);
  expect(new Set(lines).size).toBe(2_500);
  expect(getExport(ctx, id)).toMatchObject({
    state: 'done',
    rows: 2_500,
    total: 2_500,
    bytes: Buffer.byteLength(text),
  });
});

test('a cancelled export leaves no file', async () => {
  createContact(ctx, ACTOR, { email: 'a@example.org', list_ids: [] });
  const { id } = startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email'], format: 'csv' });
  cancelExport(ctx, id);
  await runExport(ctx, id, NEVER);
  expect(getExport(ctx, id).state).toBe('cancelled');
  await expect(downloadExport(ctx, ACTOR, id)).rejects.toThrow('not written yet');
  removeExport(ctx, id);
  expect(() => getExport(ctx, id)).toThrow('no such export');
});

test('a column that does not exist is refused by name', () => {
  expect(() =>
    startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email', 'attributes.nope'], format: 'csv' }),
  ).toThrow('no column "attributes.nope"');
});

test('a workbook has numbers as numbers and moments on the clocks of the organization', async () => {
  database.db.write((tx) =>
    insertOrganization(tx, {
      id: 'o',
      name: 'Org',
      slug: 'org',
      timezone: 'Europe/Berlin',
      locale: 'en',
      public_url: null,
      track_opens: true,
      track_clicks: true,
      created_at: instantOf(ctx.clock.now()),
    }),
  );
  await createField(ctx, ACTOR, { label: 'Spent', type: 'number' });
  await createField(ctx, ACTOR, { label: 'Born', type: 'date' });
  createContact(ctx, ACTOR, {
    email: 'ann@example.org',
    first_name: '=1+1',
    attributes: { spent: 12.5, born: '1990-04-01' },
    list_ids: [],
  });
  const columns = ['email', 'first_name', 'created_at', 'attributes.spent', 'attributes.born'];
  const { id, filename } = startExport(ctx, ACTOR, { target: EVERYBODY, columns, format: 'xlsx' });
  await runExport(ctx, id, NEVER);
  expect(filename).toMatch(/\.xlsx$/);
  const [sheet] = await openWorkbook(await zipEntries(join(ctx.paths.exports, `contacts-${id}.xlsx`)));
  const rows: string[][] = [];
  for await (const piece of sheet?.rows() ?? []) rows.push(...piece.rows.map(({ cells }) => cells));
  const added = wallTimeAt(ctx.clock.now(), 'Europe/Berlin');
  expect(rows).toEqual([columns, ['ann@example.org', '=1+1', expect.stringContaining(added), '12.5', '1990-04-01']]);
});

test('a workbook whose writing was stopped is written anew, and is whole', async () => {
  addPeople(1_100);
  const { id } = startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email'], format: 'xlsx' });
  const stop = new AbortController();
  const run = runExport(ctx, id, stop.signal);
  setImmediate(() => stop.abort());
  await run;
  expect(getExport(ctx, id).state).toBe('running');
  await runExport(ctx, id, NEVER);
  expect(getExport(ctx, id)).toMatchObject({ state: 'done', rows: 1_100, total: 1_100 });
  const [sheet] = await openWorkbook(await zipEntries(join(ctx.paths.exports, `contacts-${id}.xlsx`)));
  let rows = 0;
  for await (const piece of sheet?.rows() ?? []) rows += piece.rows.length;
  expect(rows).toBe(1_101);
});
