import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { customFields } from '#main/repositories/segment/segment-catalogue.repo.ts';
import { countMatching, segmentClause, someMatching } from '#main/repositories/segment/segment-query.repo.ts';
import { segmentSubject } from '#main/repositories/segment/segment-subject.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import { evaluateSegment } from '#shared/domain/segment/evaluate-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { usesOf } from '#shared/domain/segment/walk-segment.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import {
  ALL_SEARCHES,
  fillPeople,
  indexEverything,
  type People,
  people,
  rulesOfOneField,
  sensibleRules,
} from '#test/support/segment-people.ts';

let database: TestDatabase | undefined;
afterEach(() => {
  database?.close();
  database = undefined;
});

/** Numbers of those outside the recycle bin whom the evaluator finds in. */
function evaluated({ db, clock }: TestDatabase, rule: SegmentNode): number[] {
  const types = new Map(customFields(db.reader).map(({ name, type }) => [name, type]));
  const context = {
    clock: new SegmentClock(clock.now(), zoneOf(db.reader)),
    ruleOf: () => null,
    typeOf: ({ name }: { name: string }) => types.get(name) ?? null,
  };
  const events = new Set(usesOf(rule).flatMap(({ kind, name }) => (kind === 'event' ? [name] : [])));
  const nos = db.reader.sql('SELECT no FROM contact WHERE deleted_at IS NULL ORDER BY no').pluck().all() as number[];
  return nos.filter((no) => {
    const subject = segmentSubject(db.reader, no, events);
    return subject && evaluateSegment(rule, subject, context).holds;
  });
}

function askedBy({ db }: TestDatabase, { sql, values }: { sql: string; values: unknown[] }): number[] {
  const text = `SELECT c.no FROM contact c WHERE c.deleted_at IS NULL AND ${sql} ORDER BY c.no`;
  return db.reader
    .sql(text)
    .pluck()
    .all(...values) as number[];
}

describe('a rule asked of the database', () => {
  const WAYS = [
    ['without indexes', false],
    ['with an index over each field', true],
  ] as const;

  it.each(WAYS)('finds whom the evaluator finds, %s', (_, indexed) => {
    fc.assert(
      fc.property(people, fc.array(sensibleRules, { minLength: 60, maxLength: 60 }), (everybody, rules) => {
        const filled = filledWith(everybody, indexed);
        for (const rule of rules) expectSame(filled, rule);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it.each(WAYS)('finds them by several tests of one field and by any search, %s', (_, indexed) => {
    fc.assert(
      fc.property(people, fc.array(rulesOfOneField, { minLength: 150, maxLength: 150 }), (everybody, rules) => {
        const filled = filledWith(everybody, indexed);
        for (const rule of [...rules, ...ALL_SEARCHES]) expectSame(filled, rule);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

function filledWith(everybody: People, indexed: boolean): TestDatabase {
  database?.close();
  database = openTestDatabase();
  fillPeople(database, everybody);
  if (indexed) indexEverything(database);
  return database;
}

/** Every way to ask a rule finds whom the evaluator finds. */
function expectSame(filled: TestDatabase, rule: SegmentNode): void {
  const { reader } = filled.db;
  const now = filled.clock.now();
  const text = printSegment(rule);
  const wanted = evaluated(filled, rule);
  const clause = segmentClause(reader, rule, now);
  expect(askedBy(filled, clause.each), text).toEqual(wanted);
  expect(askedBy(filled, clause), text).toEqual(wanted);
  expect(countMatching(reader, rule, now), text).toBe(wanted.length);
  expect(
    someMatching(reader, rule, { now, limit: 100 }).sort((a, b) => a - b),
    text,
  ).toEqual(wanted);
  if (!clause.candidates) return;
  const candidates = reader
    .sql(`SELECT no FROM (${clause.candidates.sql})`)
    .pluck()
    .all(...clause.candidates.values);
  expect(candidates, text).toEqual(expect.arrayContaining(wanted));
}
