import type { Reader } from '#main/db/access.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { type ContactView, contactViews } from '#main/repositories/contact/contact-view.repo.ts';
import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { boundRule, ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import { segmentSubject } from '#main/repositories/segment/segment-subject.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import { evaluateSegment, type SegmentVerdict } from '#shared/domain/segment/evaluate-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { whatWouldChange } from '#shared/domain/segment/what-would-change.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { SegmentRules, typesOfFields } from './segment-rules.ts';

export interface VerdictView {
  kind: SegmentNode['kind'];
  rule: string;
  from: number;
  to: number;
  holds: boolean;
  value: SegmentVerdict['value'];
  type: SegmentVerdict['type'];
  dates: string[];
  children: VerdictView[];
}

export interface ExplanationView {
  contact: ContactView;
  holds: boolean;
  verdict: VerdictView;
  changes: { path: number[]; rule: string; becomes: boolean }[];
}

/** Why a contact is in or out, condition by condition, and what would have to change. */
export function explainSegment(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  asked: { contact_id: string; segment_id?: string; rule?: string },
): ExplanationView {
  const { reader } = ctx.db;
  const { no } = found(findContact(reader, asked.contact_id), 'contact');
  const rule = ruleAsked(reader, asked);
  const rules = new SegmentRules(reader);
  const subject = found(segmentSubject(reader, no, rules.eventsIn(rule)), 'contact');
  const verdict = evaluateSegment(rule, subject, {
    clock: new SegmentClock(ctx.clock.now(), zoneOf(reader)),
    ruleOf: (id) => rules.of(id),
    typeOf: typesOfFields(reader),
  });
  const [contact] = contactViews(reader, [no]);
  return {
    contact: found(contact, 'contact'),
    holds: verdict.holds,
    verdict: viewOf(verdict),
    changes: whatWouldChange(verdict).map((change) => ({
      path: change.path,
      rule: printSegment(change.verdict.node),
      becomes: change.becomes,
    })),
  };
}

function ruleAsked(reader: Reader, { segment_id, rule }: { segment_id?: string; rule?: string }): SegmentNode {
  if (rule !== undefined) return ruleOfText(reader, rule);
  if (segment_id !== undefined) return boundRule(reader, found(findSegment(reader, segment_id), 'segment')).rule;
  throw new HeraldError('INVALID_INPUT', 'Say which segment or which rule.', { field: 'segment_id' });
}

function viewOf({ node, children, ...verdict }: SegmentVerdict): VerdictView {
  return {
    ...verdict,
    kind: node.kind,
    rule: printSegment(node),
    ...{ from: node.span.from, to: node.span.to },
    children: children.map(viewOf),
  };
}
