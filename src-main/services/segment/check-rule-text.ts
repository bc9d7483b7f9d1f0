import type { Reader } from '#main/db/access.ts';
import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { checkRule } from '#main/repositories/segment/segment-rule.repo.ts';
import { segmentsUsedBy } from '#main/repositories/segment/segment-use.repo.ts';
import type { CheckedRule } from '#shared/domain/segment/check-segment.ts';
import type { SegmentProblem } from '#shared/domain/segment/segment-problem.ts';

export interface SegmentCheckView {
  problems: SegmentProblem[];
  warnings: SegmentProblem[];
  canonical: string | null;
}

/** Reads a rule that somebody is writing; `segment_id` is the segment that it will be of, so that it is not asked about itself. */
export function checkAsked(reader: Reader, { rule, segment_id }: { rule: string; segment_id?: string }): CheckedRule {
  const self = segment_id ? findSegment(reader, segment_id) : undefined;
  return checkRule(reader, rule, self ? { segment: self, usesOf: (id) => segmentsUsedBy(reader, id) } : {});
}
