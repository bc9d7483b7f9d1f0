import { printSegment } from './print-segment.ts';
import type { SegmentComparison, SegmentNode, SegmentTag } from './segment-ast.ts';
import { typeOfValue } from './segment-operators.ts';

/**
 * A rule with fewer conditions that holds for the same contacts, for asking it: nested groups of one kind become one, what is said
 * twice is said once, and `country = 'DE' OR country = 'AT' OR ...` becomes one IN, as do NOTs of such under AND. It is not for people:
 * they get back what they wrote.
 */
export function simplifyRule(node: SegmentNode): SegmentNode {
  if (node.kind === 'not') {
    const child = simplifyRule(node.child);
    return child.kind === 'not' ? child.child : { ...node, child };
  }
  if (node.kind !== 'and' && node.kind !== 'or') return node;
  const children = node.children
    .map(simplifyRule)
    .flatMap((child) => (child.kind === node.kind ? child.children : [child]));
  const fewer = distinct(joinChoices(node.kind, children));
  const [only] = fewer;
  return fewer.length === 1 && only ? only : { ...node, children: fewer };
}

/** Conditions that are one of a few values, and so can become one of more. */
type Choice = SegmentComparison | SegmentTag;

/** Choices between the same stand where the first of them stood. */
function joinChoices(kind: 'and' | 'or', children: readonly SegmentNode[]): SegmentNode[] {
  const places: { child: SegmentNode; choices: Choice[] }[] = [];
  const byKey = new Map<string, Choice[]>();
  for (const child of children) {
    const choice = choiceIn(kind, child);
    const key = choice ? keyOf(choice) : null;
    const others = key === null ? undefined : byKey.get(key);
    if (choice && others) others.push(choice);
    else {
      const choices = choice ? [choice] : [];
      if (key !== null) byKey.set(key, choices);
      places.push({ child, choices });
    }
  }
  return places.map(({ child, choices }) => withChoices(child, choices));
}

/** Under OR a choice itself, under AND one that is turned round: not DE and not AT is not one of the two. */
function choiceIn(kind: 'and' | 'or', node: SegmentNode): Choice | null {
  const inner = kind === 'or' ? node : node.kind === 'not' ? node.child : null;
  if (inner?.kind === 'tag') return inner;
  return inner?.kind === 'comparison' && (inner.op === '=' || inner.op === 'in') ? inner : null;
}

/** Choices with the same key can become one. */
function keyOf(choice: Choice): string | null {
  if (choice.kind === 'tag') return 'tag';
  const [first] = choice.values;
  return first ? `${choice.field.custom} ${typeOfValue(first)} ${choice.field.name}` : null;
}

function withChoices(child: SegmentNode, choices: readonly Choice[]): SegmentNode {
  const [first] = choices;
  if (!first || choices.length < 2) return child;
  const joined = joinedChoice(first, choices);
  return child.kind === 'not' ? { ...child, child: joined } : joined;
}

function joinedChoice(first: Choice, choices: readonly Choice[]): Choice {
  if (first.kind === 'tag') {
    const tags = choices.flatMap((choice) => (choice.kind === 'tag' ? choice.tags : []));
    return { ...first, tags: distinctBy(tags, (tag) => tag.id ?? `'${tag.name}`) };
  }
  const values = choices.flatMap((choice) => (choice.kind === 'comparison' ? choice.values : []));
  return { ...first, op: 'in', values: distinctBy(values, (value) => JSON.stringify({ ...value, span: null })) };
}

function distinct(children: readonly SegmentNode[]): SegmentNode[] {
  return distinctBy(children, (child) => printSegment(child));
}

function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const known = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}
