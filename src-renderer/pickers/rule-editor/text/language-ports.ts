import { checkSegment } from '#shared/domain/segment/check-segment.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { Catalogue } from '../builder/catalogue.tsx';
import type { LanguagePorts } from '../tree/segment-draft.ts';
import { layoutRule } from './layout-rule.ts';

/** The language with what exists now; `catalogue` is asked each time, since others make lists and tags meanwhile. */
export function languagePorts(catalogue: () => Catalogue): LanguagePorts {
  return {
    read(text) {
      const { rule, problems } = checkSegment(text, catalogue());
      return { rule, problems: problems.length };
    },
    write: (rule) => layoutRule(rule),
  };
}

/** Whether two texts say the same, whatever their spaces and line breaks. */
export function saysTheSame(one: string, other: string): boolean {
  if (one === other) return true;
  const rules = [one, other].map((text) => parseSegment(text).rule);
  return rules.every((rule) => rule !== null) && new Set(rules.map((rule) => rule && printSegment(rule))).size === 1;
}

/** A rule as it is easiest to read; what can't be read stays as it was written. */
export function tidy(text: string): string {
  const { rule } = parseSegment(text);
  return rule && !text.includes('\n') ? layoutRule(rule) : text;
}
