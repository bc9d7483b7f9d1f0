import type { Reader } from '#main/db/access.ts';
import { type CheckedRule, type CheckOptions, checkSegment } from '#shared/domain/segment/check-segment.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentCondition, SegmentNode, SegmentTarget } from '#shared/domain/segment/segment-ast.ts';
import { type SegmentProblem, sayProblem } from '#shared/domain/segment/segment-problem.ts';
import { conditionsOf, mapConditions, mapTargets } from '#shared/domain/segment/walk-segment.ts';
import { assert } from '#shared/kernel/assert.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { refuseTooMany } from './compile-rule.sql.ts';
import { findSegment, type SegmentRecord } from './segment.repo.ts';
import { segmentCatalogue } from './segment-catalogue.repo.ts';
import { type StoredUse, usesOfSegment } from './segment-use.repo.ts';

/** A stored rule with the ids of what was meant, and as text with the names of today. */
export interface BoundRule {
  rule: SegmentNode;
  text: string;
  /** What it names and what is no more. */
  gone: StoredUse[];
}

export function boundRule(reader: Reader, record: Pick<SegmentRecord, 'no' | 'rule'>): BoundRule {
  return bindRule(record.rule, usesOfSegment(reader, record.no));
}

/** The same where it is known what the rule names. */
export function bindRule(text: string, uses: readonly StoredUse[]): BoundRule {
  const { rule: parsed } = parseSegment(text);
  if (!parsed) throw new Error('a stored rule can be read');
  const byName = new Map(uses.map((use) => [`${use.kind} ${use.name}`, use]));
  const tagged = withTags(parsed, byName);
  let renamed = tagged !== parsed;
  const bound = mapTargets(tagged, (kind, target): SegmentTarget => {
    const use = byName.get(`${kind} ${target.name}`);
    if (!use?.today) return target;
    renamed ||= use.today.toLowerCase() !== target.name.toLowerCase() && use.id !== target.name;
    return { ...target, id: use.id, name: use.today };
  });
  return {
    rule: bound,
    text: renamed ? printSegment(bound) : text,
    gone: uses.filter(({ kind, today }) => kind !== 'event' && today === null),
  };
}

/** `segment = 'X'` that was meant as a tag when it was saved stays one, whatever is called X since. */
function withTags(rule: SegmentNode, uses: ReadonlyMap<string, StoredUse>): SegmentNode {
  const isTag = ({ kind, name }: StoredUse) => kind === 'tag' && !uses.has(`segment ${name}`);
  if (![...uses.values()].some(isTag)) return rule;
  return mapConditions(rule, (condition): SegmentCondition => {
    if (condition.kind !== 'segment') return condition;
    const use = uses.get(`tag ${condition.segment.name}`);
    return use && isTag(use) ? { kind: 'tag', tags: [condition.segment], span: condition.span } : condition;
  });
}

/** The rule of a saved segment. */
export function ruleOfSegment(reader: Reader, id: string): SegmentNode {
  return boundRule(reader, found(findSegment(reader, id), 'segment')).rule;
}

/** A rule as somebody writes it, held against what exists now; refused in words when it can't be asked. */
export function ruleOfText(reader: Reader, text: string): SegmentNode {
  const { rule, problems } = checkRule(reader, text);
  refuseProblems(problems);
  assert(rule, 'a rule without problems is a rule');
  return rule;
}

/** Says the first problem; a screen has all of them. */
export function refuseProblems(problems: readonly SegmentProblem[]): void {
  const [first] = problems;
  if (first) throw new HeraldError('INVALID_INPUT', sayProblem(first), { field: 'rule', problems });
}

export function checkRule(reader: Reader, text: string, options: CheckOptions = {}): CheckedRule {
  return checkSegment(text, segmentCatalogue(reader, eventsIn(text)), options);
}

/** The events that a rule names, in small letters. */
function eventsIn(text: string): Set<string> {
  const { partial } = parseSegment(text);
  const names = new Set<string>();
  if (!partial) return names;
  for (const condition of conditionsOf(partial)) {
    if (condition.kind === 'measure') names.add(condition.event.name.toLowerCase());
  }
  return names;
}

/** More conditions than this are no longer one question. */
const MOST_CONDITIONS = 20_000;

/** The rule with the rules of other segments in place of their names. One that is gone is left, and true of nobody. */
export function withoutReferences(reader: Reader, rule: SegmentNode): SegmentNode {
  const known = new Map<string, SegmentNode | null>();
  let conditions = 0;
  const inPlace = (node: SegmentNode): SegmentNode =>
    mapConditions(node, (condition) => {
      const id = condition.kind === 'segment' ? condition.segment.id : null;
      const other = id === null ? null : ruleOf(id);
      if (other) return other;
      conditions += 1;
      if (conditions > MOST_CONDITIONS) refuseSize();
      return condition;
    });
  const ruleOf = (id: string): SegmentNode | null => {
    let other = known.get(id);
    if (other === undefined) {
      known.set(id, null);
      const record = findSegment(reader, id);
      other = record ? inPlace(boundRule(reader, record).rule) : null;
      known.set(id, other);
    } else if (other) conditions += countConditions(other);
    if (conditions > MOST_CONDITIONS) refuseSize();
    return other;
  };
  return inPlace(rule);
}

function countConditions(rule: SegmentNode): number {
  let n = 0;
  for (const _ of conditionsOf(rule)) n += 1;
  return n;
}

function refuseSize(): never {
  refuseTooMany(MOST_CONDITIONS);
}
