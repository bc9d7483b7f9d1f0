import { instantOf } from '#shared/kernel/instant.ts';
import { holdsTest, isIn } from './holds-test.ts';
import { type PersonValue, personValue, presentValue } from './person-value.ts';
import type {
  EngagementAct,
  FieldName,
  SegmentComparison,
  SegmentCondition,
  SegmentEngagement,
  SegmentMeasure,
  SegmentNode,
  SegmentUse,
  Times,
  Window,
} from './segment-ast.ts';
import type { SegmentClock } from './segment-clock.ts';
import { BUILT_IN_FIELDS, type SegmentFieldType } from './segment-field.ts';
import type { EventFact, MessageFact, SegmentSubject } from './segment-subject.ts';

/** How the value in a verdict is to be read: that of a field, how many there are, or the state on a list. */
export type VerdictType = SegmentFieldType | 'count' | 'state';

/** What came out for one node of a rule, and why. */
export interface SegmentVerdict {
  node: SegmentNode;
  holds: boolean;
  /** What the contact has here; null for nothing, and for groups and NOT. */
  value: PersonValue | null;
  type: VerdictType | null;
  /** What dates of the condition meant when it was asked: days or moments, in the order of its values. */
  dates: string[];
  /** Of a group or a NOT; of `segment = ...` the verdict on that segment's rule. */
  children: SegmentVerdict[];
}

export interface EvaluationContext {
  clock: SegmentClock;
  /** The rule of another segment; null when there is none any more. */
  ruleOf: (segment_id: string) => SegmentNode | null;
  /** The type of a custom field; null for one that is no more, whose values are taken as they are. */
  typeOf: (field: FieldName) => SegmentFieldType | null;
}

/**
 * Asks a rule of one contact. Two-valued: each condition is true or false, a missing value makes it false (`holds-test.ts`), NOT turns
 * it round. The rule has ids (`checkSegment`); what has none is false. The SQL of `segmentClause` answers the same.
 */
export function evaluateSegment(
  rule: SegmentNode,
  subject: SegmentSubject,
  context: EvaluationContext,
): SegmentVerdict {
  return new Evaluation(subject, context).verdict(rule);
}

class Evaluation {
  private readonly subject: SegmentSubject;
  private readonly context: EvaluationContext;
  /** Segments that are being asked: a rule that leads back to itself is false there. */
  private readonly asked = new Set<string>();
  private readonly answered = new Map<string, SegmentVerdict>();

  constructor(subject: SegmentSubject, context: EvaluationContext) {
    this.subject = subject;
    this.context = context;
  }

  verdict(node: SegmentNode): SegmentVerdict {
    if (node.kind === 'and' || node.kind === 'or') {
      const children = node.children.map((child) => this.verdict(child));
      const holds = node.kind === 'and' ? children.every(isTrue) : children.some(isTrue);
      return { node, holds, value: null, type: null, dates: [], children };
    }
    if (node.kind === 'not') {
      const child = this.verdict(node.child);
      return { node, holds: !child.holds, value: null, type: null, dates: [], children: [child] };
    }
    return { node, dates: [], children: [], ...this.condition(node) };
  }

  private condition(
    node: SegmentCondition,
  ): Pick<SegmentVerdict, 'holds' | 'value' | 'type'> & Partial<SegmentVerdict> {
    const { facts } = this.subject;
    switch (node.kind) {
      case 'comparison':
        return this.comparison(node);
      case 'tag': {
        const has = node.tags.filter(({ id }) => id !== null && facts.tags.has(id)).map(({ name }) => name);
        return { holds: has.length > 0, value: has.length > 0 ? has : null, type: 'list' };
      }
      case 'segment':
        return this.use(node);
      case 'list': {
        const state = (node.list.id === null ? null : facts.lists.get(node.list.id)) ?? null;
        return { holds: state !== null && (node.state === 'any' || node.state === state), value: state, type: 'state' };
      }
      case 'engagement': {
        const n = this.engagement(node);
        return { holds: isOften(n, node.times), value: n, type: 'count' };
      }
      case 'measure': {
        const n = this.measure(node);
        const holds = isIn(Math.sign(n - node.value), node.op);
        return { holds, value: n, type: node.measure === 'count' ? 'count' : 'number' };
      }
    }
  }

  private typeOf(field: FieldName): SegmentFieldType | null {
    const builtIn = field.custom ? undefined : BUILT_IN_FIELDS.find((one) => one.name === field.name);
    return builtIn?.type ?? this.context.typeOf(field);
  }

  private comparison(node: SegmentComparison): Pick<SegmentVerdict, 'holds' | 'value' | 'type' | 'dates'> {
    const { clock } = this.context;
    const type = this.typeOf(node.field);
    const value = personValue(this.subject.person, node.field, clock.now);
    const dates = node.values.flatMap((one) => {
      if (one.type !== 'date' && one.type !== 'relative_date') return [];
      const { day, moment } = clock.resolve(one);
      return [moment === null ? day : instantOf(moment)];
    });
    return { holds: this.holds(value, node, type), value, type: type ?? typeOfStored(value), dates };
  }

  /** One text in a field that has become a list is a list of it; a list in a field that is none any more fits nothing. */
  private holds(stored: PersonValue | null, node: SegmentComparison, type: SegmentFieldType | null): boolean {
    const { clock } = this.context;
    if (type === null || stored === null || node.op === 'empty') return holdsTest(stored, node, clock);
    const value = type === 'list' && typeof stored === 'string' ? [stored] : stored;
    return Array.isArray(value) === (type === 'list') && holdsTest(value, node, clock);
  }

  private use({ segment: { id } }: SegmentUse): Pick<SegmentVerdict, 'holds' | 'value' | 'type' | 'children'> {
    const inner = id === null ? null : this.ofSegment(id);
    if (!inner) return { holds: false, value: null, type: 'boolean', children: [] };
    return { holds: inner.holds, value: inner.holds, type: 'boolean', children: [inner] };
  }

  /** Asked once, however often it is named. */
  private ofSegment(id: string): SegmentVerdict | null {
    const answered = this.answered.get(id);
    if (answered) return answered;
    const rule = this.asked.has(id) ? null : this.context.ruleOf(id);
    if (!rule) return null;
    this.asked.add(id);
    const verdict = this.verdict(rule);
    this.asked.delete(id);
    this.answered.set(id, verdict);
    return verdict;
  }

  private engagement({ act, campaign, window }: SegmentEngagement): number {
    const isInside = this.inside(window);
    const asked = this.subject.facts.messages.filter((message) => !campaign || message.campaign_id === campaign.id);
    return asked.filter((message) => momentsOf(message, act).some(isInside)).length;
  }

  private measure({ measure, of, event, where, window }: SegmentMeasure): number {
    const isInside = this.inside(window);
    const { clock } = this.context;
    const fits = (fact: EventFact) =>
      where.every((test) => holdsTest(dataValue(fact, test.data.name), test, clock) !== test.not);
    const events = this.subject.facts.events.filter(
      (fact) => fact.name === event.name && isInside(fact.at) && fits(fact),
    );
    if (measure === 'count' || !of) return events.length;
    return events
      .map((fact) => dataValue(fact, of.name))
      .reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
  }

  private inside(window: Window | null): (at: number) => boolean {
    if (!window) return () => true;
    const { clock } = this.context;
    const from = clock.windowStart(window);
    return (at) => at >= from && at <= clock.now;
  }
}

function isTrue(verdict: SegmentVerdict): boolean {
  return verdict.holds;
}

function isOften(n: number, times: Times): boolean {
  if (times.how === 'exactly') return n === times.n;
  return times.how === 'at_least' ? n >= times.n : n <= times.n;
}

function momentsOf({ received_at, hits }: MessageFact, act: EngagementAct): number[] {
  if (act === 'received') return received_at === null ? [] : [received_at];
  const kind = act === 'opened' || act === 'any_open' ? 'open' : 'click';
  const byAnybody = act === 'any_open' || act === 'any_click';
  return hits.filter((hit) => hit.act === kind && (byAnybody || hit.by_human)).map((hit) => hit.at);
}

function dataValue(event: EventFact, name: string): PersonValue | null {
  const value = Object.hasOwn(event.data, name) ? event.data[name] : null;
  return Array.isArray(value) ? null : presentValue(value);
}

function typeOfStored(stored: PersonValue | null): SegmentFieldType {
  if (Array.isArray(stored)) return 'list';
  return typeof stored === 'number' ? 'number' : typeof stored === 'boolean' ? 'boolean' : 'text';
}
