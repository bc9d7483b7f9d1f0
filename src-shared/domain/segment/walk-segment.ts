import type { TargetKind } from './offer.ts';
import type { SegmentCondition, SegmentNode, SegmentTarget } from './segment-ast.ts';

/** The leaves, in the order of the text. */
export function* conditionsOf(node: SegmentNode): Generator<SegmentCondition> {
  if (node.kind === 'and' || node.kind === 'or') for (const child of node.children) yield* conditionsOf(child);
  else if (node.kind === 'not') yield* conditionsOf(node.child);
  else yield node;
}

/** The same tree with other leaves; a leaf may become any tree. Groups and NOTs keep their places. */
export function mapConditions(node: SegmentNode, change: (condition: SegmentCondition) => SegmentNode): SegmentNode {
  if (node.kind === 'and' || node.kind === 'or') {
    return { ...node, children: node.children.map((child) => mapConditions(child, change)) };
  }
  return node.kind === 'not' ? { ...node, child: mapConditions(node.child, change) } : change(node);
}

/** What a rule refers to by name; `field` for custom fields, whose id the catalogue of the caller knows. */
export interface NamedUse {
  kind: TargetKind | 'field';
  name: string;
  id: string | null;
}

/** Each thing once, in the order of the text. */
export function usesOf(node: SegmentNode): NamedUse[] {
  const uses = new Map<string, NamedUse>();
  for (const condition of conditionsOf(node)) {
    for (const use of usesOfCondition(condition)) {
      const key = `${use.kind} ${use.id ?? ''} ${use.name}`;
      if (!uses.has(key)) uses.set(key, use);
    }
  }
  return [...uses.values()];
}

function usesOfCondition(condition: SegmentCondition): NamedUse[] {
  if (condition.kind === 'comparison') {
    return condition.field.custom ? [{ kind: 'field', name: condition.field.name, id: null }] : [];
  }
  return targetsOf(condition).map(([kind, { name, id }]) => ({ kind, name, id }));
}

function targetsOf(condition: SegmentCondition): [TargetKind, SegmentTarget][] {
  switch (condition.kind) {
    case 'comparison':
      return [];
    case 'tag':
      return condition.tags.map((tag) => ['tag', tag]);
    case 'segment':
      return [['segment', condition.segment]];
    case 'list':
      return [['list', condition.list]];
    case 'engagement':
      return condition.campaign ? [['campaign', condition.campaign]] : [];
    case 'measure':
      return [['event', condition.event]];
  }
}

/** The same tree with other targets, such as those of today's names. */
export function mapTargets(
  node: SegmentNode,
  change: (kind: TargetKind, target: SegmentTarget) => SegmentTarget,
): SegmentNode {
  return mapConditions(node, (condition): SegmentCondition => {
    switch (condition.kind) {
      case 'comparison':
        return condition;
      case 'tag':
        return { ...condition, tags: condition.tags.map((tag) => change('tag', tag)) };
      case 'segment':
        return { ...condition, segment: change('segment', condition.segment) };
      case 'list':
        return { ...condition, list: change('list', condition.list) };
      case 'engagement':
        return condition.campaign ? { ...condition, campaign: change('campaign', condition.campaign) } : condition;
      case 'measure':
        return { ...condition, event: change('event', condition.event) };
    }
  });
}
