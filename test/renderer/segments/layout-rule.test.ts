import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutRule } from '#renderer/pickers/rule-editor/text/layout-rule.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { isSameRule } from '#shared/domain/segment/same-rule.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { anyRule } from '#test/support/segment-rules.ts';

const layout = (text: string) => layoutRule(parseSegment(text).rule as SegmentNode);

it('leaves a short rule on one line', () => {
  expect(layout("country = 'DE' AND NOT tag = 'press'")).toBe("country = 'DE' AND NOT tag = 'press'");
});

it('breaks a long rule before each AND, and indents what stands in parentheses', () => {
  const text =
    "country IN ('DE', 'AT', 'CH') AND (opened(campaign = 'Spring sale for everybody') within 30d OR " +
    "clicked(campaign = 'Spring sale for everybody') within 30d) AND NOT tag = 'press'";
  expect(layout(text)).toBe(
    [
      "country IN ('DE', 'AT', 'CH')",
      'AND (',
      "  opened(campaign = 'Spring sale for everybody') within 30d",
      "  OR clicked(campaign = 'Spring sale for everybody') within 30d",
      ')',
      "AND NOT tag = 'press'",
    ].join('\n'),
  );
});

it('never changes what a rule says', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      const back = parseSegment(layoutRule(rule)).rule;
      expect(back && isSameRule(back, rule)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
