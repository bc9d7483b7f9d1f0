import { type EngagementAct, NOWHERE } from '#shared/domain/segment/segment-ast.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import { OPERATORS_OF } from '#shared/domain/segment/segment-operators.ts';
import { type Comparison, type Condition, dataName, unnamed } from '../tree/rule-tree.ts';
import type { Catalogue } from './catalogue.tsx';
import { slotsFor } from './operators.ts';

/** What a row asks about, as the value of its first choice: `field:country`, `own:plan`, `tag`, `opened`, `count`. */
export type Subject =
  | `field:${string}`
  | `own:${string}`
  | 'tag'
  | 'segment'
  | 'list'
  | EngagementAct
  | 'count'
  | 'sum';

export const MEMBERSHIPS = ['list', 'tag', 'segment'] as const;
export const ACTS = ['received', 'opened', 'clicked', 'any_open', 'any_click'] as const satisfies EngagementAct[];
export const MEASURES = ['count', 'sum'] as const;

export function subjectOf(condition: Condition): Subject {
  switch (condition.kind) {
    case 'comparison':
      return `${condition.field.custom ? 'own' : 'field'}:${condition.field.name}`;
    case 'engagement':
      return condition.act;
    case 'measure':
      return condition.measure;
    default:
      return condition.kind;
  }
}

/** A condition about this subject, which keeps what it can of the one that stood there. */
export function conditionAbout(subject: Subject, before: Condition | null, catalogue: Catalogue): Condition {
  if (subject.startsWith('field:') || subject.startsWith('own:')) return comparisonOf(subject, before, catalogue);
  switch (subject as Exclude<Subject, `${string}:${string}`>) {
    case 'tag':
      return { kind: 'tag', tags: [], span: NOWHERE };
    case 'segment':
      return { kind: 'segment', segment: unnamed(), span: NOWHERE };
    case 'list':
      return { kind: 'list', list: unnamed(), state: 'subscribed', span: NOWHERE };
    case 'count':
    case 'sum':
      return measureOf(subject as 'count' | 'sum', before);
    default:
      return engagementOf(subject as EngagementAct, before);
  }
}

export function typeOf({ field }: Comparison, catalogue: Catalogue): SegmentFieldType {
  return catalogue.fields.find(({ name, custom }) => name === field.name && custom === field.custom)?.type ?? 'text';
}

function comparisonOf(subject: string, before: Condition | null, catalogue: Catalogue): Comparison {
  const custom = subject.startsWith('own:');
  const field = { name: subject.slice(subject.indexOf(':') + 1), custom, span: NOWHERE };
  const next: Comparison = { kind: 'comparison', field, op: '=', values: [null], span: NOWHERE };
  const type = typeOf(next, catalogue);
  if (before?.kind === 'comparison' && typeOf(before, catalogue) === type && type !== 'choice') {
    return { ...before, field };
  }
  const op = OPERATORS_OF[type][0] ?? '=';
  return { ...next, op, values: slotsFor(op, [], type) };
}

function engagementOf(act: EngagementAct, before: Condition | null): Condition {
  if (before?.kind === 'engagement') return { ...before, act };
  return { kind: 'engagement', act, campaign: null, times: { how: 'at_least', n: 1 }, window: null, span: NOWHERE };
}

function measureOf(measure: 'count' | 'sum', before: Condition | null): Condition {
  const of = measure === 'sum' ? dataName('') : null;
  if (before?.kind === 'measure') return { ...before, measure, of };
  return { kind: 'measure', measure, of, event: unnamed(), where: [], op: '>=', value: 1, window: null, span: NOWHERE };
}
