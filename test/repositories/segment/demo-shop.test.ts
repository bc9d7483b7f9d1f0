import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { segmentCatalogue } from '#main/repositories/segment/segment-catalogue.repo.ts';
import { countMatching, segmentClause } from '#main/repositories/segment/segment-query.repo.ts';
import { segmentSubject } from '#main/repositories/segment/segment-subject.repo.ts';
import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import { evaluateSegment } from '#shared/domain/segment/evaluate-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { sayProblem } from '#shared/domain/segment/segment-problem.ts';
import { usesOf } from '#shared/domain/segment/walk-segment.ts';
import { DEMO_NOW, DEMO_SEGMENTS, fillDemoShop } from '#test/support/demo-shop.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';

let database: TestDatabase;
beforeAll(() => {
  database = openTestDatabase();
  fillDemoShop(database);
});
afterAll(() => database.close());

function ruleOf(text: string): SegmentNode {
  const { rule, problems, warnings } = checkSegment(text, segmentCatalogue(database.db.reader));
  expect([...problems, ...warnings].map(sayProblem)).toEqual([]);
  if (!rule) throw new Error('no rule');
  return rule;
}

function found(rule: SegmentNode): number[] {
  const { sql, values } = segmentClause(database.db.reader, rule, DEMO_NOW);
  const query = database.db.reader.sql(`SELECT c.no FROM contact c WHERE ${sql} ORDER BY c.no`);
  return query.pluck().all(...values) as number[];
}

describe('the segments of the demo shop', () => {
  it.each(DEMO_SEGMENTS)('$name: $rule finds exactly those that were worked out elsewhere', (segment) => {
    const rule = ruleOf(segment.rule);
    const nos = found(rule);
    expect(nos).toHaveLength(segment.count);
    expect(createHash('sha256').update(nos.join(',')).digest('hex')).toBe(segment.ids_sha256);
    expect(countMatching(database.db.reader, rule, DEMO_NOW)).toBe(segment.count);
  });

  it.each(DEMO_SEGMENTS)('$name: the verdict on each contact says the same', ({ rule: text }) => {
    const rule = ruleOf(text);
    const fits = new Set(found(rule));
    const context = { clock: new SegmentClock(DEMO_NOW, 'UTC'), ruleOf: () => null, typeOf: () => null };
    const events = new Set(usesOf(rule).flatMap(({ kind, name }) => (kind === 'event' ? [name] : [])));
    for (let no = 1; no <= 2_500; no += 7) {
      const subject = segmentSubject(database.db.reader, no, events);
      expect(subject && evaluateSegment(rule, subject, context).holds).toBe(fits.has(no));
    }
  });
});
