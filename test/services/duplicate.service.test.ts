import { afterEach, beforeEach, expect, test } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { recountEngagement } from '#main/repositories/tracking/engagement.repo.ts';
import { addMembers, createList, getList, removeMember } from '#main/services/consent/list.service.ts';
import { changeContact, createContact, deleteContact, getContact } from '#main/services/contact/contact.service.ts';
import {
  dismissGroup,
  duplicatesOf,
  findDuplicates,
  getSearch,
  listGroups,
  mergeChosen,
  mergeGroups,
  previewMerge,
  undoMerges,
} from '#main/services/contact/duplicate.service.ts';
import { runDuplicateSearch } from '#main/services/contact/run-duplicate-search.ts';
import { engagementOf } from '#main/services/tracking/contact-engagement.ts';
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

const person = (email: string | null, more: object = {}) =>
  createContact(ctx, ACTOR, { email, list_ids: [], ...more }).id;

async function search() {
  findDuplicates(ctx, ACTOR);
  await runDuplicateSearch(ctx, NEVER);
  return listGroups(ctx, { limit: 50 });
}

const noOf = (id: string) => ctx.db.reader.sql<{ no: number }>('SELECT no FROM contact WHERE id = ?').get(id)?.no ?? 0;

test('those who look the same are found by address, number, or name and company, and nobody else', async () => {
  const a = person('ann.lee@gmail.com');
  const b = person('annlee+shop@gmail.com');
  const c = person('c@example.org', { phone: '+49301234567' });
  const d = person('d@example.org', { phone: '+49 30 1234567' });
  const e = person('e@example.org', { first_name: 'Éva', last_name: 'Kis', company: 'ACME' });
  const f = person('f@example.org', { first_name: 'Eva', last_name: 'Kis', company: 'Acme' });
  person('g@example.org', { first_name: 'Eva', last_name: 'Kis' });
  const { items, total } = await search();
  expect(total).toBe(3);
  expect(items.map(({ rule, contacts }) => [rule, contacts.map(({ id }) => id)])).toEqual([
    ['email', [a, b]],
    ['phone', [c, d]],
    ['name_company', [e, f]],
  ]);
  expect(getSearch(ctx)).toMatchObject({ state: 'done', fraction: 1, contacts: 7 });
});

test('what is said not to be the same is not found again', async () => {
  person('ann@gmial.com');
  person('ann@gmail.com');
  const [group] = (await search()).items;
  expect(group?.contacts.find(({ id }) => id === group.suggested_id)?.email).toBe('ann@gmail.com');
  dismissGroup(ctx, ACTOR, group?.id ?? '');
  expect((await search()).total).toBe(0);
});

test('one is asked for alone, without a search', async () => {
  const a = person('ann.lee@gmail.com');
  const b = person('annlee@googlemail.com');
  person('ann.other@gmail.com');
  expect((await duplicatesOf(ctx, a)).others).toMatchObject([{ rule: 'email', contact: { id: b } }]);
});

test('the preview says whose value each field takes, and what comes together', () => {
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  const a = person('a@example.org', { first_name: 'Ann' });
  const b = person('a+x@example.org', { first_name: 'Anna', company: 'Acme' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: [a, b] });
  removeMember(ctx, ACTOR, { id: list.id, contact_id: b });
  const preview = previewMerge(ctx, { contact_ids: [a, b] });
  expect(preview.suggested_id).toBe(a);
  expect(preview.joined.lists).toEqual([{ name: 'News', state: 'unsubscribed' }]);
  const choices = Object.fromEntries(preview.fields.map(({ name, choice }) => [name, choice]));
  expect(choices).toMatchObject({ email: a, first_name: a, company: b });
});

test('a merge takes the chosen values and everything the others had, and the stricter state wins', async () => {
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  const other = createList(ctx, ACTOR, { name: 'Offers', description: '' });
  const a = person('a@example.org', { first_name: 'Ann' });
  const b = person('b@example.org', { first_name: 'Anna', company: 'Acme' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: [a, b] });
  addMembers(ctx, ACTOR, { id: other.id, contact_ids: [b] });
  removeMember(ctx, ACTOR, { id: list.id, contact_id: b });
  ctx.db.write((tx) => {
    suppressEmail(tx, { email_key: 'b@example.org', reason: 'complained', source: 'user', at: 1 });
    tx.sql(`INSERT INTO note (id, contact_no, text, at) VALUES ('n', ?, 'x', 1)`).run(noOf(b));
    tx.sql(`INSERT INTO event_name (no, name) VALUES (1, 'purchase')`).run();
    tx.sql('INSERT INTO event (name_no, contact_no, at) VALUES (1, ?, 5)').run(noOf(b));
    tx.sql(`INSERT INTO tag (no, id, name, created_at) VALUES (1, 't', 'VIP', 1)`).run();
    tx.sql('INSERT INTO contact_tag (tag_no, contact_no, at) VALUES (1, ?, 1)').run(noOf(b));
  });
  database.clock.advance(1_000);
  const { merge_id } = mergeChosen(ctx, ACTOR, {
    contact_ids: [a, b],
    keep_id: a,
    choices: { email: b, first_name: b },
  });
  const merged = getContact(ctx, a);
  expect(merged).toMatchObject({
    email: 'b@example.org',
    first_name: 'Anna',
    company: 'Acme',
    status: 'complained',
    tags: [{ name: 'VIP' }],
  });
  expect(merged.lists.map(({ name, state }) => [name, state])).toEqual([
    ['News', 'unsubscribed'],
    ['Offers', 'subscribed'],
  ]);
  expect(getList(ctx, list.id)).toMatchObject({ subscribed: 0, unsubscribed: 1 });
  expect(ctx.db.reader.sql('SELECT contact_no FROM note').get()).toEqual({ contact_no: noOf(a) });
  expect(() => getContact(ctx, b)).toThrow('no such contact');

  database.clock.advance(1_000);
  changeContact(ctx, ACTOR, { id: a, revision: merged.revision, first_name: 'Annika' });
  expect(await undoMerges(ctx, ACTOR, [merge_id])).toEqual({ undone: 1, kept: 1 });
  expect(getContact(ctx, a)).toMatchObject({ email: 'a@example.org', first_name: 'Annika', company: '', tags: [] });
  expect(getContact(ctx, a).status).toBe('deliverable');
  expect(getContact(ctx, b)).toMatchObject({ email: 'b@example.org', first_name: 'Anna', status: 'complained' });
  expect(getList(ctx, list.id)).toMatchObject({ subscribed: 1, unsubscribed: 1 });
  expect(getList(ctx, other.id)).toMatchObject({ subscribed: 1, unsubscribed: 0 });
  expect(ctx.db.reader.sql('SELECT contact_no FROM note').get()).toEqual({ contact_no: noOf(b) });
  expect(ctx.db.reader.sql('SELECT contact_no FROM event').get()).toEqual({ contact_no: noOf(b) });
});

test('the one who stays is as engaged as all were together, until the merge is undone', async () => {
  const [a, b] = [person('a@example.org'), person('b@example.org')];
  const score = (id: string) => engagementOf(ctx, id).score;
  ctx.db.write((tx) => {
    for (const [no, id] of [a, b].entries()) {
      tx.sql(
        `INSERT INTO delivery (no, send_no, contact_no, address, state, changed_at) VALUES (?, ?, ?, '', 'accepted', 0)`,
      ).run(no + 1, no + 1, noOf(id));
      const at = ctx.clock.now();
      tx.sql(
        `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n, human_at, human_last_at)
         VALUES (?, 'open', -1, 1, ?, ?, 1, ?, ?)`,
      ).run(no + 1, at, at, at, at);
      recountEngagement(tx, noOf(id));
    }
  });
  expect([a, b].map(score)).toEqual([4, 4]);
  const { merge_id } = mergeChosen(ctx, ACTOR, { contact_ids: [a, b], keep_id: a, choices: {} });
  expect(engagementOf(ctx, a)).toMatchObject({ score: 8, opened: 2, clicked: 0, kept: 'full' });
  await undoMerges(ctx, ACTOR, [merge_id]);
  expect([a, b].map(score)).toEqual([4, 4]);
});

test('who could be written to cannot any more when the other said no', () => {
  const a = person('a@example.org');
  const b = person('b@example.org');
  ctx.db.write((tx) =>
    suppressEmail(tx, { email_key: 'b@example.org', reason: 'unsubscribed', source: 'user', at: 1 }),
  );
  mergeChosen(ctx, ACTOR, { contact_ids: [a, b], keep_id: a, choices: {} });
  expect(getContact(ctx, a)).toMatchObject({ email: 'a@example.org', status: 'unsubscribed' });
});

test('several groups are merged as suggested, and taken apart again', async () => {
  for (const name of ['ann', 'ben', 'cat']) {
    person(`${name}@gmail.com`);
    person(`${name}+x@gmail.com`);
  }
  const gone = person('dan@gmail.com');
  person('dan+x@gmail.com');
  const { items } = await search();
  deleteContact(ctx, ACTOR, gone);
  const answer = await mergeGroups(
    ctx,
    ACTOR,
    items.map(({ id }) => id),
  );
  expect(answer).toMatchObject({ merged: 3, left_out: 1 });
  expect(listGroups(ctx, { limit: 10 }).total).toBe(0);
  expect(await undoMerges(ctx, ACTOR, answer.merge_ids)).toEqual({ undone: 3, kept: 0 });
  expect(listGroups(ctx, { limit: 10 }).items).toHaveLength(3);
});
