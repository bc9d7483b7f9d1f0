import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBulkEdit } from '#main/services/bulk-edit.service.ts';
import { createContact } from '#main/services/contact.service.ts';
import { cancelExport, downloadExport, getExport, removeExport, startExport } from '#main/services/export.service.ts';
import { createList } from '#main/services/list.service.ts';
import { runBulkEdit } from '#main/services/run-bulk-edit.ts';
import { runExport } from '#main/services/run-export.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
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
  const { id } = startExport(ctx, ACTOR, { target, columns });
  await runExport(ctx, id, NEVER);
  expect(getExport(ctx, id).state).toBe('done');
  return (await downloadExport(ctx, ACTOR, id)).text();
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
  for (let at = 0; at < 2_500; at++) createContact(ctx, ACTOR, { email: `p${at}@example.org`, list_ids: [] });
  const { id } = startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email'] });
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
  const { id } = startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email'] });
  cancelExport(ctx, id);
  await runExport(ctx, id, NEVER);
  expect(getExport(ctx, id).state).toBe('cancelled');
  await expect(downloadExport(ctx, ACTOR, id)).rejects.toThrow('not written yet');
  removeExport(ctx, id);
  expect(() => getExport(ctx, id)).toThrow('no such export');
});

test('a column that does not exist is refused by name', () => {
  expect(() => startExport(ctx, ACTOR, { target: EVERYBODY, columns: ['email', 'attributes.nope'] })).toThrow(
    'no column "attributes.nope"',
  );
});
