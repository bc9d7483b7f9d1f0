import type { Reader } from '#main/db/access.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { type ContactView, contactViews } from '#main/repositories/contact/contact-view.repo.ts';
import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { customFields } from '#main/repositories/segment/segment-catalogue.repo.ts';
import { boundRule, ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import { segmentSubject } from '#main/repositories/segment/segment-subject.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import {
  type EvaluationContext,
  evaluateSegment,
  type SegmentVerdict,
} from '#shared/domain/segment/evaluate-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { usesOf } from '#shared/domain/segment/walk-segment.ts';
import { whatWouldChange } from '#shared/domain/segment/what-would-change.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

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
  const rules = new Rules(reader);
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

function typesOfFields(reader: Reader): EvaluationContext['typeOf'] {
  const types = new Map(customFields(reader).map(({ name, type }) => [name, type]));
  return ({ name }) => types.get(name) ?? null;
}

/** The rules of saved segments, each read once. */
class Rules {
  readonly #reader: Reader;
  readonly #known = new Map<string, SegmentNode | null>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  of(id: string): SegmentNode | null {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const record = findSegment(this.#reader, id);
    const rule = record ? boundRule(this.#reader, record).rule : null;
    this.#known.set(id, rule);
    return rule;
  }

  /** The events that a rule names, also through other segments. */
  eventsIn(rule: SegmentNode): Set<string> {
    const events = new Set<string>();
    const seen = new Set<SegmentNode>();
    const waiting = [rule];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const { kind, name, id } of usesOf(next)) {
        if (kind === 'event') events.add(name);
        const other = kind === 'segment' && id !== null ? this.of(id) : null;
        if (other) waiting.push(other);
      }
    }
    return events;
  }
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
