import type { SegmentProblem } from '#shared/contract/segment.contract.ts';

/** What is wrong with a rule, in the reader's language, whoever found it. A warning keeps nobody from asking the rule. */
export interface RuleProblem extends SegmentProblem {
  severity: 'error' | 'warning';
}
