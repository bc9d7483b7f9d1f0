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
import { fillPeople, indexEverything, people, sensibleRules } from '#test/support/segment-people.ts';

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
  it.each([
    ['without indexes', false],
    ['with an index over each field', true],
  ])('finds whom the evaluator finds, %s', (_, indexed) => {
    fc.assert(
      fc.property(people, fc.array(sensibleRules, { minLength: 60, maxLength: 60 }), (everybody, rules) => {
        database?.close();
        database = openTestDatabase();
        fillPeople(database, everybody);
        if (indexed) indexEverything(database);
        const { reader } = database.db;
        const now = database.clock.now();
        for (const rule of rules) {
          const text = printSegment(rule);
          const wanted = evaluated(database, rule);
          const clause = segmentClause(reader, rule, now);
          expect(askedBy(database, clause.each), text).toEqual(wanted);
          expect(askedBy(database, clause), text).toEqual(wanted);
          expect(countMatching(reader, rule, now), text).toBe(wanted.length);
          expect(
            someMatching(reader, rule, { now, limit: 100 }).sort((a, b) => a - b),
            text,
          ).toEqual(wanted);
          if (!clause.candidates) continue;
          const candidates = reader
            .sql(`SELECT no FROM (${clause.candidates.sql})`)
            .pluck()
            .all(...clause.candidates.values);
          expect(candidates, text).toEqual(expect.arrayContaining(wanted));
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
