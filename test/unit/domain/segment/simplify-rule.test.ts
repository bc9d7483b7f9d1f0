import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import { evaluateSegment } from '#shared/domain/segment/evaluate-segment.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentCondition, SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import type { SegmentSubject } from '#shared/domain/segment/segment-subject.ts';
import { simplifyRule } from '#shared/domain/segment/simplify-rule.ts';
import { computingMillis } from '#test/support/computing-millis.ts';
import { rulesOf, SHOP } from '#test/support/segment-rules.ts';

function simple(source: string): string {
  const { rule } = parseSegment(source);
  if (!rule) throw new Error(source);
  return printSegment(simplifyRule(rule));
}

const CONDITIONS = [
  `country = 'DE'`,
  `country = 'AT'`,
  `country IN ('FR', 'DE')`,
  `country != 'DE'`,
  `plan = 'pro'`,
  `plan = 'free'`,
  `last_purchase_days = 1`,
  `last_purchase_days IN (2, 3)`,
  `last_purchase_days > 2`,
  `interests IN ('tea')`,
  `interests IN ('mugs', 'tea')`,
  `interests CONTAINS 'tea'`,
  `signup_date = 2026-06-30`,
  `signup_date = today`,
  `newsletter = true`,
  `tag = 'press'`,
  `tag IN ('Gold', 'press')`,
  `in list 'Newsletter'`,
  `company IS EMPTY`,
].map((source): SegmentCondition => {
  const { rule } = checkSegment(source, SHOP);
  if (!rule || 'children' in rule || rule.kind === 'not') throw new Error(source);
  return rule;
});

const subjects: fc.Arbitrary<SegmentSubject> = fc.record({
  person: fc.record({
    email: fc.constant(null),
    phone: fc.constant(null),
    external_id: fc.constant(null),
    first_name: fc.constant(''),
    last_name: fc.constant(''),
    company: fc.constantFrom('', 'A'),
    city: fc.constant(''),
    country: fc.constantFrom('DE', 'AT', 'FR', 'US', ''),
    locale: fc.constant(''),
    timezone: fc.constant(''),
    status: fc.constant('deliverable'),
    created_at: fc.constant(0),
    last_seen_at: fc.constant(null),
    engaged_until: fc.constant(0),
    attributes: fc.record(
      {
        plan: fc.constantFrom('free', 'pro', 5),
        last_purchase_days: fc.constantFrom(1, 2, 3, 4, '1'),
        signup_date: fc.constantFrom('2026-06-30', '2026-07-01', '2026-06-30T23:00:00.000Z'),
        newsletter: fc.boolean(),
        interests: fc.oneof(fc.subarray(['tea', 'mugs']), fc.constant('tea')),
      },
      { requiredKeys: [] },
    ),
  }),
  facts: fc.record({
    tags: fc.subarray(['tag-1', 'tag-2']).map((tags) => new Set(tags)),
    lists: fc.constantFrom(new Map(), new Map([['list-1', 'subscribed' as const]])),
    messages: fc.constant([]),
    events: fc.constant([]),
  }),
});

describe('a simplified rule', () => {
  it.each([
    [`a = 1 OR a = 2 OR b = 3 OR a IN (2, 4)`, `a IN (1, 2, 4) OR b = 3`],
    [`a != 1 AND a != 2`, `a != 1 AND a != 2`],
    [`NOT a = 1 AND b = 2 AND NOT a = 3`, `NOT a IN (1, 3) AND b = 2`],
    [`a = 1 AND a = 2`, `a = 1 AND a = 2`],
    [`a = 1 OR a = 'x'`, `a = 1 OR a = 'x'`],
    [`tag = 'x' OR (tag = 'y' OR c = 1)`, `tag IN ('x', 'y') OR c = 1`],
    [`(a = 1 AND b = 2) AND (b = 2 AND a = 1)`, `a = 1 AND b = 2`],
    [`a = 1 OR a = 1`, `a IN (1)`],
    [`NOT NOT a = 1`, `a = 1`],
    [`NOT (opened(any) OR opened(any))`, `NOT opened(any)`],
  ])('%s becomes %s', (source, text) => {
    expect(simple(source)).toBe(text);
  });

  it('of 10,000 values is one condition, at once', () => {
    const source = Array.from({ length: 10_000 }, (_, i) => `country = 'D${i}'`).join(' OR ');
    const { rule } = parseSegment(source);
    let simplified = rule;
    const spent = computingMillis(() => {
      simplified = rule && simplifyRule(rule);
    });
    expect(simplified).toMatchObject({ kind: 'comparison', op: 'in', values: { length: 10_000 } });
    expect(spent).toBeLessThan(500);
  });

  it('holds for the same contacts', () => {
    const context = {
      clock: new SegmentClock(Date.parse('2026-07-01T10:00:00Z'), 'Europe/Berlin'),
      ruleOf: () => null,
      typeOf: ({ name }: { name: string }) =>
        SHOP.fields.find((field) => field.custom && field.name === name)?.type ?? null,
    };
    const holds = (rule: SegmentNode, subject: SegmentSubject) => evaluateSegment(rule, subject, context).holds;
    fc.assert(
      fc.property(
        rulesOf(fc.constantFrom(...CONDITIONS)),
        fc.array(subjects, { minLength: 8, maxLength: 8 }),
        (rule, some) => {
          const simplified = simplifyRule(rule);
          for (const subject of some) expect(holds(simplified, subject), printSegment(rule)).toBe(holds(rule, subject));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
