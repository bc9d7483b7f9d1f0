import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexedColumns, timeIndexes } from '#main/repositories/segment/field-index.repo.ts';
import { segmentClause } from '#main/repositories/segment/segment-query.repo.ts';
import { checkRule, ruleOfSegment } from '#main/repositories/segment/segment-rule.repo.ts';
import { addMembers, createList, removeMember } from '#main/services/consent/list.service.ts';
import {
  changeContact,
  createContact,
  deleteContact,
  getContactTimeline,
} from '#main/services/contact/contact.service.ts';
import { changeSegment, createSegment, getSegments, removeSegment } from '#main/services/segment/segment.service.ts';
import { SegmentKeeper } from '#main/services/segment/watch-segments.ts';
import { NEVER_ENGAGED, withDeed } from '#shared/domain/engagement.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { DAY, HOUR } from '#shared/kernel/instant.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';
import { changeOf, changePeople, fillPeople, people, sensibleRules } from '#test/support/segment-people.ts';

const ACTOR = 'u1';
let ctx: AudienceContext;
let database: TestDatabase;
let keeper: SegmentKeeper;

beforeEach(open);
afterEach(() => database.close());

function open(): void {
  ({ ctx, database } = audienceContext());
  keeper = new SegmentKeeper({ db: database.db, clock: database.clock });
}

/** What the thread does between two commits of others. */
function settle(): void {
  keeper.align();
  keeper.look();
  while (keeper.step());
}

function watch(rule: string, name = 'Watched') {
  const segment = createSegment(ctx, ACTOR, { name, description: '', rule, watched: true });
  settle();
  return segment;
}

function person(email: string, fields: object = {}) {
  return createContact(ctx, ACTOR, { email, ...fields, list_ids: [] });
}

function movesOf(id: string): string[] {
  const { items } = getContactTimeline(ctx, { id, limit: 50 });
  return items.filter(({ kind }) => kind === 'segment').map(({ type }) => type);
}

function addEvent(contact_id: string, at: number, name = 'purchase'): void {
  database.db.write((tx) => {
    tx.sql('INSERT INTO event_name (name) VALUES (?) ON CONFLICT DO NOTHING').run(name);
    tx.sql(
      `INSERT INTO event (name_no, contact_no, at) SELECT n.no, c.no, ? FROM event_name n, contact c WHERE n.name = ? AND c.id = ?`,
    ).run(at, name, contact_id);
  });
}

function members(): number[] {
  return database.db.reader
    .sql('SELECT contact_no FROM segment_member ORDER BY segment_no, contact_no')
    .pluck()
    .all() as number[];
}

describe('a watched segment', () => {
  it('knows who is in without saying that they have entered', () => {
    const { id } = person('a@example.com', { country: 'DE' });
    watch(`country = 'DE'`);
    expect(members()).toEqual([1]);
    expect(movesOf(id)).toEqual([]);
  });

  it('records who enters and leaves by an edit, and by going into the recycle bin', () => {
    watch(`country = 'DE'`);
    const contact = person('a@example.com', { country: 'AT' });
    settle();
    changeContact(ctx, ACTOR, { id: contact.id, revision: 1, country: 'DE' });
    settle();
    expect(movesOf(contact.id)).toEqual(['segment.entered']);
    changeContact(ctx, ACTOR, { id: contact.id, revision: 2, country: 'AT' });
    settle();
    changeContact(ctx, ACTOR, { id: contact.id, revision: 3, country: 'DE' });
    settle();
    expect(movesOf(contact.id)).toEqual(['segment.entered', 'segment.left', 'segment.entered']);
    deleteContact(ctx, ACTOR, contact.id);
    settle();
    expect(members()).toEqual([]);
  });

  it('records what an event and the clock alone do', () => {
    watch(`count(event = 'purchase') >= 1 within 7d`);
    const { id } = person('a@example.com');
    addEvent(id, database.clock.now());
    settle();
    expect(movesOf(id)).toEqual(['segment.entered']);
    database.clock.advance(7 * DAY - HOUR);
    settle();
    expect(movesOf(id)).toHaveLength(1);
    database.clock.advance(2 * HOUR);
    settle();
    expect(movesOf(id)).toEqual(['segment.left', 'segment.entered']);
  });

  it('records what reading does, and when interest has faded', () => {
    watch('engagement >= 5');
    const { id } = person('a@example.com');
    database.db.write((tx) =>
      tx.sql('UPDATE contact SET engaged_until = ?').run(withDeed(NEVER_ENGAGED, 'click', database.clock.now())),
    );
    settle();
    expect(movesOf(id)).toEqual(['segment.entered']);
    database.clock.advance(30 * DAY);
    settle();
    expect(movesOf(id)).toHaveLength(1);
    database.clock.advance(5 * DAY);
    settle();
    expect(movesOf(id)).toEqual(['segment.left', 'segment.entered']);
  });

  it('records what joining and leaving a list does', () => {
    const list = createList(ctx, ACTOR, { name: 'News', description: '' });
    watch(`in list 'News'`);
    const { id } = person('a@example.com');
    addMembers(ctx, ACTOR, { id: list.id, contact_ids: [id] });
    settle();
    removeMember(ctx, ACTOR, { id: list.id, contact_id: id });
    settle();
    expect(movesOf(id)).toEqual(['segment.left', 'segment.entered']);
  });

  it('follows the day of a date field at midnight where the organization is', () => {
    watch('created_at < today');
    const { id } = person('a@example.com');
    settle();
    expect(movesOf(id)).toEqual([]);
    database.clock.advance(DAY);
    settle();
    expect(movesOf(id)).toEqual(['segment.entered']);
  });

  it('goes on after a restart with what waited, and with the time that passed meanwhile', () => {
    watch(`country = 'DE' AND NOT count(event = 'purchase') >= 1 within 1d`);
    const early = person('a@example.com', { country: 'DE' });
    addEvent(early.id, database.clock.now());
    settle();
    const late = person('b@example.com', { country: 'DE' });
    database.clock.advance(3 * DAY);
    keeper = new SegmentKeeper({ db: database.db, clock: database.clock });
    settle();
    expect(movesOf(late.id)).toEqual(['segment.entered']);
    expect(movesOf(early.id)).toEqual(['segment.entered']);
  });

  it('says nothing of those whom a new rule brings or loses', () => {
    const { id } = person('a@example.com', { country: 'DE' });
    const segment = watch(`country = 'DE'`);
    changeSegment(ctx, ACTOR, { id: segment.id, revision: 1, rule: `country = 'AT'` });
    settle();
    expect(members()).toEqual([]);
    expect(movesOf(id)).toEqual([]);
  });

  it('follows the rule of a segment that it names', () => {
    const inner = createSegment(ctx, ACTOR, { name: 'Inner', description: '', rule: `country = 'DE'`, watched: false });
    const { id } = person('a@example.com', { country: 'AT' });
    watch(`segment = 'Inner'`);
    expect(members()).toEqual([]);
    changeSegment(ctx, ACTOR, { id: inner.id, revision: 1, rule: `country = 'AT'` });
    settle();
    expect(members()).toEqual([1]);
    expect(movesOf(id)).toEqual([]);
  });

  it('leaves nothing behind when it is no longer watched', () => {
    person('a@example.com', { country: 'DE' });
    const segment = watch(`country = 'DE' AND count(event = 'purchase') = 0 within 1d`);
    expect(indexedColumns(database.db.reader)).toContain('country');
    expect([...timeIndexes(database.db.reader)]).toEqual(['event']);
    changeSegment(ctx, ACTOR, { id: segment.id, revision: 1, watched: false });
    settle();
    expect(members()).toEqual([]);
    const triggers = `SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'segment_dirty_*'`;
    expect(database.db.reader.sql(triggers).pluck().get()).toBe(0);
    removeSegment(ctx, ACTOR, segment.id);
    settle();
    expect(indexedColumns(database.db.reader).size + timeIndexes(database.db.reader).size).toBe(0);
  });
});

describe('the members kept step by step', () => {
  it('are those of a recount, after anything that happens and however time passes', () => {
    const rules = fc.array(sensibleRules, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(people, rules, fc.array(changeOf, { minLength: 20, maxLength: 20 }), (everybody, trees, changes) => {
        database.close();
        open();
        fillPeople(database, everybody);
        for (const [at, tree] of trees.entries()) {
          const rule = printSegment(tree);
          if (checkRule(database.db.reader, rule).rule) watch(rule, `Watched ${at}`);
        }
        for (const change of changes) {
          changePeople(database, change);
          settle();
          for (const segment of getSegments(ctx))
            expect(membersOf(segment.id), segment.rule).toEqual(recounted(segment.id));
        }
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});

function membersOf(id: string): number[] {
  const text = `SELECT contact_no FROM segment_member m JOIN segment s ON s.no = m.segment_no WHERE s.id = ? ORDER BY contact_no`;
  return database.db.reader.sql(text).pluck().all(id) as number[];
}

function recounted(id: string): number[] {
  const { reader } = database.db;
  const { sql, values } = segmentClause(reader, ruleOfSegment(reader, id), database.clock.now());
  const text = `SELECT c.no FROM contact c WHERE c.deleted_at IS NULL AND ${sql} ORDER BY c.no`;
  return reader
    .sql(text)
    .pluck()
    .all(...values) as number[];
}
