import { afterEach, beforeEach, expect, it } from 'vitest';
import { addMembers, createList } from '#main/services/consent/list.service.ts';
import { startBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import {
  changeContact,
  createContact,
  getContact,
  getContactTimeline,
} from '#main/services/contact/contact.service.ts';
import { createField } from '#main/services/contact/custom-field.service.ts';
import { writeNote } from '#main/services/contact/note.service.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import { assignTag, createTag, unassignTag } from '#main/services/contact/tag.service.ts';
import { recordEvents } from '#main/services/event/record-events.ts';
import { comeBack, leave } from '#main/services/tracking/leave.ts';
import type { TimelineKind } from '#shared/domain/timeline-kind.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
let ctx: AudienceContext;
let database: TestDatabase;
let id: string;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
  ctx.db.write((tx) =>
    tx
      .sql(
        `INSERT INTO user (id, name, email, email_key, role, created_at) VALUES (?, 'Mia', 'm@x.de', 'm@x.de', 'admin', 0)`,
      )
      .run(ACTOR),
  );
  id = createContact(ctx, ACTOR, { email: 'ann@example.com', list_ids: [] }).id;
});
afterEach(() => database.close());

const timeline = (kind?: TimelineKind, limit = 50) => getContactTimeline(ctx, { id, limit, kind }).items;
const types = (kind?: TimelineKind) => timeline(kind).map((entry) => entry.type);

function sendMail(): void {
  ctx.db.write((tx) => {
    tx.sql(`INSERT INTO campaign (no, id, name, created_at) VALUES (1, 'c1', 'Spring', 0)`).run();
    tx.sql(`INSERT INTO send (no, id, campaign_no, channel, state, subject, created_at, updated_at)
      VALUES (1, 's1', 1, 'email', 'sending', 'Hello', 0, 0)`).run();
    tx.sql(`INSERT INTO delivery (no, send_no, contact_no, address, state, attempts, changed_at)
      VALUES (1, 1, 1, 'ann@example.com', 'accepted', 1, ?)`).run(ctx.clock.now());
  });
}

it('tells of one unsubscribe once, with the campaign it came from', () => {
  sendMail();
  database.clock.advance(1_000);
  const at = ctx.clock.now();
  ctx.db.write((tx) => leave(tx, { delivery_no: 1, at, agent: 'Mail', ip: '', one_click: true }));
  expect(timeline().filter(({ type }) => !['contact.created', 'delivery.accepted'].includes(type))).toMatchObject([
    { type: 'contact.unsubscribed', kind: 'list', campaign_id: 'c1', data: { campaign: 'Spring', one_click: true } },
  ]);
  database.clock.advance(1_000);
  ctx.db.write((tx) => comeBack(tx, { delivery_no: 1, at: ctx.clock.now() }));
  expect(types('list')).toEqual(['contact.came_back', 'contact.unsubscribed']);
});

it('names who did what, and the fields that were changed', async () => {
  await createField(ctx, ACTOR, { label: 'Plan', type: 'text' });
  changeContact(ctx, ACTOR, { id, revision: 1, city: 'Bonn', attributes: { plan: 'pro' } });
  expect(timeline('change')[0]).toMatchObject({
    type: 'contact.changed',
    actor: 'Mia',
    data: {
      changes: [
        { field: 'city', from: null, to: 'Bonn' },
        { field: 'attributes.plan', from: null, to: 'pro' },
      ],
    },
  });
  changeContact(ctx, ACTOR, { id, revision: 2, city: 'Köln', attributes: { plan: null } });
  expect(timeline('change')[0]?.data.changes).toEqual([
    { field: 'city', from: 'Bonn', to: 'Köln' },
    { field: 'attributes.plan', from: 'pro', to: null },
  ]);
});

it('remembers the beginning of a long text, and that it changed after that', async () => {
  await createField(ctx, ACTOR, { label: 'Memo', type: 'text' });
  const long = 'x'.repeat(5_000);
  ctx.db.write((tx) => tx.sql(`UPDATE contact SET attributes = json_object('memo', ?) WHERE id = ?`).run(long, id));
  changeContact(ctx, ACTOR, { id, revision: 1, attributes: { memo: `${long}!` } });
  const begins = expect.stringMatching(/^x{300}…$/);
  expect(timeline('change')[0]?.data.changes).toEqual([{ field: 'attributes.memo', from: begins, to: begins }]);
});

it('tells what each import changed, not the last one alone', () => {
  ctx.db.write((tx) => {
    for (const [no, turn] of [
      [1, 1],
      [2, 3],
    ] as const) {
      tx.sql(`INSERT INTO import (no, id, filename, bytes, state, turn, created_by, created_at, started_at)
        VALUES (?, ?, ?, 1, 'done', ?, ?, ?, ?)`).run(no, `i${no}`, `${no}.csv`, turn, ACTOR, no, no);
    }
    tx.sql(`INSERT INTO import_change (import_no, turn, contact_no, before, after) VALUES
      (1, 1, 1, '{"city":""}', '{"city":"Bonn"}'), (1, 1, 2, '{}', '{}'),
      (2, 2, 1, '{"city":"Bonn","attributes":{"plan":"pro","age":7}}', '{"city":"Köln","attributes":{"plan":"free"}}')`).run();
    tx.sql('UPDATE contact SET import_no = 2 WHERE id = ?').run(id);
  });
  const told = timeline('change').filter(({ type }) => type === 'contact.imported');
  expect(told.map(({ actor, data }) => [actor, data.filename, data.changes])).toEqual([
    [
      'Mia',
      '2.csv',
      [
        { field: 'city', from: 'Bonn', to: 'Köln' },
        { field: 'attributes.plan', from: 'pro', to: 'free' },
      ],
    ],
    ['Mia', '1.csv', [{ field: 'city', from: null, to: 'Bonn' }]],
  ]);
});

it('names who gave a tag or a list to many', async () => {
  const { id: list_id } = createList(ctx, ACTOR, { name: 'News', description: '' });
  const target = { kind: 'picked' as const, contact_ids: [id] };
  for (const action of [
    { kind: 'add_tag', tag: 'VIP' },
    { kind: 'add_to_list', list_id },
  ] as const) {
    database.clock.advance(5_000);
    await runBulkEdit(ctx, startBulkEdit(ctx, ACTOR, { target, action }).id, new AbortController().signal);
  }
  expect(timeline().slice(0, 2)).toMatchObject([
    { type: 'list.subscribed', actor: 'Mia' },
    { type: 'contact.tagged', actor: 'Mia' },
  ]);
});

it('says who changed a contact last, whichever way', async () => {
  const changedBy = () => getContact(ctx, id).updated_by;
  expect(changedBy()).toBe('Mia');
  const { id: edit } = startBulkEdit(ctx, 'user-2', {
    target: { kind: 'picked', contact_ids: [id] },
    action: { kind: 'set_field', field: 'city', value: 'Bonn' },
  });
  ctx.db.write((tx) =>
    tx
      .sql(
        `INSERT INTO user (id, name, email, email_key, role, created_at) VALUES ('user-2', 'Jo', 'j@x.de', 'j@x.de', 'admin', 0)`,
      )
      .run(),
  );
  await runBulkEdit(ctx, edit, new AbortController().signal);
  expect(changedBy()).toBe('Jo');
  changeContact(ctx, ACTOR, { id, revision: 2, city: 'Köln' });
  expect(changedBy()).toBe('Mia');
});

it('can be narrowed to one kind', () => {
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  addMembers(ctx, ACTOR, { id: list.id, contact_ids: [id] });
  const tag = createTag(ctx, ACTOR, 'VIP');
  assignTag(ctx, ACTOR, { id: tag.id, contact_ids: [id] });
  unassignTag(ctx, ACTOR, { id: tag.id, contact_ids: [id] });
  writeNote(ctx, { user_id: ACTOR, role: 'admin' }, { contact_id: id, text: 'Likes tea' });
  ctx.db.write((tx) => recordEvents(tx, [{ name: 'visit', contact_no: 1, at: ctx.clock.now() }]));
  sendMail();
  expect(types('list')).toEqual(['list.subscribed']);
  expect(types('tag')).toEqual(['contact.untagged', 'contact.tagged']);
  expect(timeline('note')).toMatchObject([{ actor: 'Mia', data: { text: 'Likes tea', edited: false } }]);
  expect(types('event')).toEqual(['event']);
  expect(types('mail')).toEqual(['delivery.accepted']);
  expect(types('change')).toEqual(['contact.created']);
  expect(types()).toHaveLength(7);
});

it('tells of a tag that an edit of many has given, once', () => {
  const tag = createTag(ctx, ACTOR, 'VIP');
  ctx.db.write((tx) => tx.sql('INSERT INTO contact_tag (tag_no, contact_no, at) VALUES (1, 1, 5)').run());
  expect(timeline('tag')).toMatchObject([{ type: 'contact.tagged', data: { tag: 'VIP', tag_id: tag.id } }]);
});

it('tells what an edit of many changed, and only those it changed', () => {
  const other = createContact(ctx, ACTOR, { email: 'bob@example.com', list_ids: [] });
  ctx.db.write((tx) => {
    tx.sql(`INSERT INTO bulk_edit (no, id, action, target, state, at, created_by, created_at)
      VALUES (1, 'b', '{"kind":"set_field","field":"city","value":"Bonn"}', '{}', 'done', 5, ?, 5)`).run(ACTOR);
    tx.sql(`INSERT INTO bulk_edit_part (bulk_edit_no, first_contact, last_contact, contacts, before, state)
      VALUES (1, 1, 9, '[1,2,9]', '[[1,""]]', 1)`).run();
  });
  expect(timeline('change')[1]).toMatchObject({
    type: 'contact.changed',
    actor: 'Mia',
    data: { bulk: true, changes: [{ field: 'city', from: '', to: 'Bonn' }] },
  });
  expect(getContactTimeline(ctx, { id: other.id, limit: 9 }).items).toHaveLength(1);
});

it('tells who has entered and left a segment that is watched', () => {
  ctx.db.write((tx) => {
    tx.sql(`INSERT INTO segment (no, id, name, rule, created_at, updated_at) VALUES (1, 's', 'Fans', 'x', 0, 0)`).run();
    tx.sql('INSERT INTO segment_change (segment_no, contact_no, entered, at) VALUES (1, 1, 1, 5), (1, 1, 0, 6)').run();
  });
  expect(timeline('segment')).toMatchObject([
    { type: 'segment.left', data: { segment: 'Fans' } },
    { type: 'segment.entered', data: { segment_id: 's' } },
  ]);
});

it('leaves nothing out and tells nothing twice when it is read in pages, however much is of one moment', () => {
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    for (const name of ['visit', 'purchase', 'call']) {
      recordEvents(
        tx,
        Array.from({ length: 13 }, (_, n) => ({ name, contact_no: 1, at: now - (n % 2) })),
      );
    }
  });
  for (const text of ['a', 'b', 'c', 'd']) writeNote(ctx, { user_id: ACTOR, role: 'admin' }, { contact_id: id, text });
  const whole = timeline(undefined, 200).map((entry) => entry.id);
  expect(whole).toHaveLength(44);
  expect(new Set(whole).size).toBe(44);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = getContactTimeline(ctx, { id, limit: 5, cursor });
    paged.push(...page.items.map((entry) => entry.id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(whole);
});

it('refuses a cursor that is none', () => {
  for (const cursor of ['x', '1.2', '1.2.3; --']) {
    expect(() => getContactTimeline(ctx, { id, limit: 5, cursor })).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field: 'cursor' }) }),
    );
  }
});
