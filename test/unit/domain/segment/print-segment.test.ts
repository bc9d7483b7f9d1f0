import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import { completeSegment } from '#shared/domain/segment/complete-segment.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { isSameRule } from '#shared/domain/segment/same-rule.ts';
import { anyRule, nearlyRules, SHOP } from '#test/support/segment-rules.ts';

describe('a rule and its text', () => {
  it('are the same, whatever names and values it has', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const text = printSegment(rule);
        const { rule: read, problems } = parseSegment(text);
        expect(problems).toEqual([]);
        expect(read && isSameRule(read, rule), text).toBe(true);
        expect(read && printSegment(read)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('survive being stored', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(isSameRule(JSON.parse(JSON.stringify(rule)), rule)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('whatever is written', () => {
  const anything = fc.oneof(nearlyRules, fc.string({ unit: 'binary', maxLength: 200 }));

  it('is answered by a rule or by problems that stand in it', () => {
    fc.assert(
      fc.property(anything, (source) => {
        const { rule, problems, warnings } = checkSegment(source, SHOP);
        expect(rule === null).toBe(problems.length > 0);
        for (const { from, to, line, column } of [...problems, ...warnings]) {
          expect(0 <= from && from <= to && to <= source.length).toBe(true);
          const lines = source.slice(0, from).split('\n');
          expect([line, column]).toEqual([lines.length, (lines.at(-1)?.length ?? 0) + 1]);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('can be completed anywhere', () => {
    fc.assert(
      fc.property(anything, fc.nat(), (source, place) => {
        const offset = place % (source.length + 1);
        const { from, to } = completeSegment(source, offset, SHOP);
        expect(0 <= from && from <= offset && offset <= to && to <= source.length).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
