import { checkComparison } from './check/check-comparison.ts';
import { checkMeasure } from './check/check-measure.ts';
import { CheckNotes } from './check/check-notes.ts';
import { checkTarget, checkUse } from './check/check-target.ts';
import { findCycle } from './check/find-cycle.ts';
import { parseSegment } from './parse-segment.ts';
import type { SegmentCondition, SegmentNode } from './segment-ast.ts';
import { CatalogueIndex, type NamedThing, type SegmentCatalogue } from './segment-catalogue.ts';
import { type Finding, MOST_PROBLEMS, type SegmentProblem, tellProblems } from './segment-problem.ts';
import { conditionsOf, mapConditions } from './walk-segment.ts';

export interface CheckOptions {
  /** The saved segment whose rule this is to be; with it, rules that lead back to themselves are found. */
  segment?: NamedThing;
  /** Which segments a saved segment names. */
  usesOf?: (id: string) => readonly NamedThing[];
}

export interface CheckedRule {
  /** With the ids of what it names, and `segment = 'X'` turned into a tag where only a tag is called so. Null with problems. */
  rule: SegmentNode | null;
  /** Why the rule can't be asked. */
  problems: SegmentProblem[];
  /** What can be asked but was probably not meant. */
  warnings: SegmentProblem[];
}

/** Reads a rule and holds it against what exists. Tells problems of the text and of its meaning together. */
export function checkSegment(source: string, catalogue: SegmentCatalogue, options: CheckOptions = {}): CheckedRule {
  const { partial, problems } = parseSegment(source);
  if (!partial) return { rule: null, problems, warnings: [] };
  const notes = new CheckNotes(new CatalogueIndex(catalogue));
  const bound = mapConditions(partial, (condition) => checkCondition(notes, condition));
  if (options.segment) checkCycles(notes, bound, options.segment, options.usesOf);
  const found = tellProblems(source, firstOf(notes.problems));
  const all = [...problems, ...found].sort((a, b) => a.from - b.from);
  return {
    rule: all.length === 0 ? bound : null,
    problems: all,
    warnings: tellProblems(source, firstOf(notes.warnings)),
  };
}

function checkCondition(notes: CheckNotes, condition: SegmentCondition): SegmentCondition {
  if (notes.isFull) return condition;
  switch (condition.kind) {
    case 'comparison':
      return checkComparison(notes, condition);
    case 'tag':
      return { ...condition, tags: condition.tags.map((tag) => checkTarget(notes, 'tag', tag)) };
    case 'segment':
      return checkUse(notes, condition);
    case 'list':
      return { ...condition, list: checkTarget(notes, 'list', condition.list) };
    case 'engagement': {
      const { campaign, times, span } = condition;
      if (times.how === 'at_least' && times.n === 0) notes.warnings.push({ code: 'always_true', span });
      return campaign ? { ...condition, campaign: checkTarget(notes, 'campaign', campaign) } : condition;
    }
    case 'measure':
      return checkMeasure(notes, condition);
  }
}

/** Each segment that the rule names is followed once; where that leads back to the rule, the way is told. */
function checkCycles(notes: CheckNotes, rule: SegmentNode, self: NamedThing, usesOf: CheckOptions['usesOf']): void {
  const followed = new Set<string>();
  for (const condition of conditionsOf(rule)) {
    if (condition.kind !== 'segment' || condition.segment.id === null || followed.has(condition.segment.id)) continue;
    const { id, name, span } = condition.segment;
    followed.add(id);
    const path = findCycle(self, (asked) => (asked === self.id ? [{ id, name }] : (usesOf?.(asked) ?? [])));
    if (path) notes.problems.push({ code: 'segment_cycle', span, values: { path: shortPath(path) } });
  }
}

/** A long way is told by its ends. */
function shortPath(path: readonly string[]): string {
  const told = path.length > 12 ? [...path.slice(0, 6), '...', ...path.slice(-5)] : path;
  return told.join(' > ');
}

function firstOf(findings: readonly Finding[]): Finding[] {
  const [extra] = findings.slice(MOST_PROBLEMS);
  return extra ? [...findings.slice(0, MOST_PROBLEMS), { code: 'too_many_problems', span: extra.span }] : [...findings];
}
