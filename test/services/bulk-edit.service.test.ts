import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMembers, createList, getList, removeMember } from '#main/services/consent/list.service.ts';
import { cancelBulkEdit, getBulkEdit, startBulkEdit, undoBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { clearOut } from '#main/services/contact/clear-out.ts';
import {
  changeContact,
  createContact,
  deleteContact,
  getContact,
  listContacts,
} from '#main/services/contact/contact.service.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import type { BulkAction } from '#shared/domain/bulk-edit.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
const NEVER = new AbortController().signal;

let ctx: AudienceContext;
let database: TestDatabase;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
});
afterEach(() => database.close());

function person(email: string, more: object = {}): string {
  return createContact(ctx, ACTOR, { email, list_ids: [], ...more }).id;
}

function people(count: number, more: object = {}): string[] {
  return Array.from({ length: count }, (_, at) => person(`p${at}@example.com`, more));
}

async function bulk(target: ContactTarget, action: BulkAction) {
  const { id } = startBulkEdit(ctx, ACTOR, { target, action });
  await runBulkEdit(ctx, id, NEVER);
  return getBulkEdit(ctx, id);
}

async function undone(id: string) {
  ctx.db.write(() => {});
  database.clock.advance(1_000);
  undoBulkEdit(ctx, ACTOR, id);
  await runBulkEdit(ctx, id, NEVER);
  return getBulkEdit(ctx, id);
}

const everybody: ContactTarget = { kind: 'matching', filter: {} };
const picked = (...contact_ids: string[]): ContactTarget => ({ kind: 'picked', contact_ids });
const count = async (filter: object) => (await listContacts(ctx, { sort: 'newest', limit: 10, ...filter })).total;
const tagId = (name: string) =>
  ctx.db.reader.sql<{ id: string }>('SELECT id FROM tag WHERE name = ?').get(name)?.id ?? '';

test('a tag is given to a whole filter result, in parts, and counted honestly', async () => {
  people(1_203, { company: 'Northwind' });
  const odd = person('odd@example.org');
  await bulk(picked(odd), { kind: 'add_tag', tag: 'VIP' });
  const edit = await bulk(everybody, { kind: 'add_tag', tag: 'vip' });
  expect(edit).toMatchObject({
    state: 'done',
    total: 1_204,
    handled: 1_204,
    changed: 1_203,
    unchanged: 1,
    undoable: true,
  });
  expect(await count({ tag_id: tagId('VIP') })).toBe(1_204);
  expect(await count({ tag_id: tagId('VIP'), search: 'northwind' })).toBe(1_203);
});

test('undo of a tag leaves alone who had it before and who got it anew since', async () => {
  const [a = '', b = '', c = ''] = people(3);
  await bulk(picked(a), { kind: 'add_tag', tag: 'press' });
  database.clock.advance(1_000);
  const edit = await bulk(everybody, { kind: 'add_tag', tag: 'press' });
  database.clock.advance(1_000);
  await bulk(picked(b), { kind: 'remove_tag', tag: 'press' });
  await bulk(picked(b), { kind: 'add_tag', tag: 'press' });
  expect(await undone(edit.id)).toMatchObject({ state: 'undone', restored: 1, kept: 1, undoable: false });
  expect(await count({ tag_id: tagId('press') })).toBe(2);
  expect(getContact(ctx, c).id).toBe(c);
});

test('a tag that was taken away comes back', async () => {
  people(5);
  await bulk(everybody, { kind: 'add_tag', tag: 'press' });
  const edit = await bulk(everybody, { kind: 'remove_tag', tag: 'press' });
  expect(edit).toMatchObject({ changed: 5 });
  expect(await count({ tag_id: tagId('press') })).toBe(0);
  expect(await undone(edit.id)).toMatchObject({ restored: 5, kept: 0 });
  expect(await count({ tag_id: tagId('press') })).toBe(5);
});

test('a list takes everybody but those who have left it, and says how many', async () => {
  const [a = '', b = ''] = people(4);
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: [a, b] });
  removeMember(ctx, ACTOR, { id: list.id, contact_id: b });
  const edit = await bulk(everybody, { kind: 'add_to_list', list_id: list.id });
  expect(edit).toMatchObject({ changed: 2, unchanged: 1, left_out: { left_list: 1 }, list_name: 'News' });
  expect(getList(ctx, list.id)).toMatchObject({ subscribed: 3, unsubscribed: 1 });
  expect(await undone(edit.id)).toMatchObject({ restored: 2, kept: 0 });
  expect(getList(ctx, list.id)).toMatchObject({ subscribed: 1, unsubscribed: 1 });
});

test('who is taken from a list stays known as somebody who has left, until that is undone', async () => {
  const [a = '', b = '', c = ''] = people(3);
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: [a, b] });
  const edit = await bulk(picked(a, b, c), { kind: 'remove_from_list', list_id: list.id });
  expect(edit).toMatchObject({ changed: 2, left_out: { not_on_list: 1 } });
  expect(getList(ctx, list.id)).toMatchObject({ subscribed: 0, unsubscribed: 2 });
  deleteContact(ctx, ACTOR, a);
  expect(await undone(edit.id)).toMatchObject({ restored: 2 });
  expect(getList(ctx, list.id)).toMatchObject({ subscribed: 1, unsubscribed: 0 });
});

test('undo never brings back who has said since that they want no mail', async () => {
  const [a = '', b = ''] = people(2);
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: [a, b] });
  database.clock.advance(1_000);
  const edit = await bulk(everybody, { kind: 'remove_from_list', list_id: list.id });
  ctx.db.write((tx) => {
    const no = tx.sql<{ no: number }>('SELECT no FROM contact WHERE id = ?').get(a)?.no;
    tx.sql(
      `INSERT INTO suppression (channel, address_hash, contact_no, reason, source, at)
       VALUES ('email', 'h', ?, 'unsubscribed', 'campaign:1', ?)`,
    ).run(no, ctx.clock.now());
  });
  expect(await undone(edit.id)).toMatchObject({ restored: 1, kept: 1 });
});

test('a built-in field is set, sorted and searched by, and set back where nobody has edited it', async () => {
  const [a = '', b = ''] = people(3, { company: 'Old Ltd' });
  const edit = await bulk(everybody, { kind: 'set_field', field: 'company', value: ' Ärger & Söhne ' });
  expect(edit).toMatchObject({ changed: 3 });
  expect(await count({ search: 'arger' })).toBe(3);
  const contact = getContact(ctx, a);
  changeContact(ctx, ACTOR, { id: a, revision: contact.revision, company: 'Mine' });
  expect(await undone(edit.id)).toMatchObject({ restored: 2, kept: 1 });
  expect(getContact(ctx, a).company).toBe('Mine');
  expect(getContact(ctx, b).company).toBe('Old Ltd');
});

test('a country is understood by its name, and nonsense is refused before anything happens', async () => {
  const [a = ''] = people(1);
  await bulk(everybody, { kind: 'set_field', field: 'country', value: 'Germany' });
  expect(getContact(ctx, a).country).toBe('DE');
  expect(() =>
    startBulkEdit(ctx, ACTOR, { target: everybody, action: { kind: 'set_field', field: 'country', value: 'Xyz' } }),
  ).toThrow('Use a country');
  expect(() =>
    startBulkEdit(ctx, ACTOR, { target: everybody, action: { kind: 'set_field', field: 'email', value: 'a@b.c' } }),
  ).toThrow('no field "email"');
});

test('nobody is emptied until nothing is left to know them by', async () => {
  createContact(ctx, ACTOR, { phone: '+49301234567', list_ids: [] });
  person('has@example.org', { phone: '+49301111111' });
  const edit = await bulk(everybody, { kind: 'set_field', field: 'phone', value: null });
  expect(edit).toMatchObject({ changed: 1, left_out: { nothing_left: 1 } });
});

test('a custom field takes values of its type only, and comes back as it was', async () => {
  ctx.db.write((tx) =>
    tx
      .sql(
        `INSERT INTO custom_field (id, key, label, type, choices, position, created_at)
         VALUES ('f1', 'visits', 'Visits', 'number', '[]', 1, 1), ('f2', 'plan', 'Plan', 'choice', '["pro","free"]', 2, 1)`,
      )
      .run(),
  );
  const [a = '', b = ''] = people(2);
  const before = getContact(ctx, a);
  changeContact(ctx, ACTOR, { id: a, revision: before.revision, attributes: { visits: 3, plan: 'free' } });
  const edit = await bulk(everybody, { kind: 'set_field', field: 'attributes.visits', value: '12' });
  expect(edit).toMatchObject({ changed: 2 });
  expect(getContact(ctx, a).attributes).toEqual({ visits: 12, plan: 'free' });
  expect(await undone(edit.id)).toMatchObject({ restored: 2 });
  expect(getContact(ctx, a).attributes).toEqual({ visits: 3, plan: 'free' });
  expect(getContact(ctx, b).attributes).toEqual({});
  expect(() =>
    startBulkEdit(ctx, ACTOR, {
      target: everybody,
      action: { kind: 'set_field', field: 'attributes.plan', value: 'gold' },
    }),
  ).toThrow('not one of the choices');
});

test('the recycle bin takes them out of every sum, and gives them back with all they had', async () => {
  const ids = people(3);
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: ids });
  await bulk(everybody, { kind: 'add_tag', tag: 'press' });
  const edit = await bulk(everybody, { kind: 'bin' });
  expect(edit).toMatchObject({ changed: 3 });
  expect(await count({})).toBe(0);
  expect(await count({ tag_id: tagId('press') })).toBe(0);
  expect(getList(ctx, list.id).subscribed).toBe(0);
  person('p1@example.com');
  expect(await undone(edit.id)).toMatchObject({ restored: 2, kept: 1 });
  expect(getList(ctx, list.id).subscribed).toBe(2);
  expect(await count({ tag_id: tagId('press') })).toBe(2);
});

test('taking out of the bin says whose address somebody else has now', async () => {
  const [a = ''] = people(2);
  await bulk(everybody, { kind: 'bin' });
  person('p1@example.com');
  const edit = await bulk({ kind: 'bin' }, { kind: 'restore' });
  expect(edit).toMatchObject({ changed: 1, left_out: { address_taken: 1 } });
  expect(getContact(ctx, a).id).toBe(a);
});

test('what is deleted for good is nowhere, and cannot be undone', async () => {
  people(2);
  await bulk(everybody, { kind: 'bin' });
  const edit = await bulk({ kind: 'bin' }, { kind: 'purge' });
  expect(edit).toMatchObject({ changed: 2, undoable: false });
  expect(ctx.db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM contact').get()?.n).toBe(0);
  expect(() => undoBulkEdit(ctx, ACTOR, edit.id)).toThrow('cannot be brought back');
});

test('values that were kept for an undo go with those who are deleted for good', async () => {
  const [a = ''] = people(2, { last_name: 'Secret' });
  const edit = await bulk(everybody, { kind: 'set_field', field: 'last_name', value: 'Other' });
  await bulk(picked(a), { kind: 'bin' });
  await bulk({ kind: 'bin' }, { kind: 'purge' });
  const kept = ctx.db.reader
    .sql<{ before: string }>(
      'SELECT before FROM bulk_edit_part p JOIN bulk_edit b ON b.no = p.bulk_edit_no WHERE b.id = ?',
    )
    .get(edit.id);
  expect(JSON.parse(kept?.before ?? '')).toHaveLength(1);
  expect(await undone(edit.id)).toMatchObject({ restored: 1, kept: 0 });
});

test('nobody is put on a list whose members confirm by mail', () => {
  people(1);
  const list = createList(ctx, ACTOR, { name: 'Asks', description: '' });
  ctx.db.write((tx) => tx.sql('UPDATE list SET double_opt_in = 1').run());
  expect(() =>
    startBulkEdit(ctx, ACTOR, { target: everybody, action: { kind: 'add_to_list', list_id: list.id } }),
  ).toThrow('confirms that by mail');
});

test('after thirty days the bin empties itself, and nobody else is touched', async () => {
  const [a = '', b = ''] = people(3);
  deleteContact(ctx, ACTOR, a);
  database.clock.advance(20 * DAY);
  deleteContact(ctx, ACTOR, b);
  database.clock.advance(11 * DAY);
  await clearOut({ ...ctx, paths: {} as ServiceContext['paths'] }, NEVER);
  expect(ctx.db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM contact').get()?.n).toBe(2);
});

test('a run that was stopped goes on where it was, and changes nobody twice', async () => {
  people(1_300);
  const { id } = startBulkEdit(ctx, ACTOR, { target: everybody, action: { kind: 'add_tag', tag: 'later' } });
  const stop = new AbortController();
  const run = runBulkEdit(ctx, id, stop.signal);
  stop.abort();
  await run;
  await runBulkEdit(ctx, id, NEVER);
  expect(getBulkEdit(ctx, id)).toMatchObject({ state: 'done', handled: 1_300, changed: 1_300 });
});

test('a cancelled edit keeps what it did, which can be undone', async () => {
  people(3);
  const { id } = startBulkEdit(ctx, ACTOR, { target: everybody, action: { kind: 'add_tag', tag: 'x' } });
  cancelBulkEdit(ctx, ACTOR, id);
  await runBulkEdit(ctx, id, NEVER);
  expect(getBulkEdit(ctx, id)).toMatchObject({ state: 'cancelled', changed: 0, undoable: false });
});
