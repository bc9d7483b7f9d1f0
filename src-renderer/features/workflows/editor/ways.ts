import { type Edge, MarkerType } from '@xyflow/react';
import type { NodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { GraphDiff } from '#shared/domain/workflow/diff-graphs.ts';
import type { WorkflowEdge, WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { wayId } from './graph-draft.ts';

/** `diff`: beside the version that the draft is compared with. */
export type Way = Edge<{ diff: 'added' | 'removed' | null }, 'way'>;

export interface WayFacts {
  chosen: ReadonlySet<string>;
  diff: GraphDiff | null;
  words: NodeWords;
}

const ARROW = { type: MarkerType.ArrowClosed, width: 18, height: 18 };

/** The connections of a graph, with those that a version had and the graph has not. Those of which nothing has changed are the same objects as `before`. */
export function waysOf({ edges }: WorkflowGraph, { chosen, diff, words }: WayFacts, before: readonly Way[]): Way[] {
  const known = new Map(before.map((way) => [way.id, way]));
  const added = new Set(diff?.added_edges.map((edge) => `${wayId(edge)} ${edge.to}`));
  const now = edges.map((edge) => {
    const id = wayId(edge);
    const difference = added.has(`${id} ${edge.to}`) ? 'added' : null;
    return kept(known.get(id), wayOf(edge, { id, words, selected: chosen.has(id), diff: difference }));
  });
  const gone = (diff?.removed_edges ?? []).map((edge) => {
    const id = `gone ${wayId(edge)} ${edge.to}`;
    const way = wayOf(edge, { id, words, selected: false, diff: 'removed' });
    return kept(known.get(id), { ...way, selectable: false, focusable: false, reconnectable: false });
  });
  return [...now, ...gone];
}

function wayOf(
  { from, port, to }: WorkflowEdge,
  { id, words, selected, diff }: { id: string; words: NodeWords; selected: boolean; diff: 'added' | 'removed' | null },
): Way {
  const label = port === 'next' ? undefined : words.port(port);
  return {
    id,
    type: 'way',
    source: from,
    sourceHandle: port,
    target: to,
    label,
    selected,
    markerEnd: ARROW,
    data: { diff },
  };
}

function kept(before: Way | undefined, way: Way): Way {
  const isSame =
    before &&
    before.target === way.target &&
    before.label === way.label &&
    before.selected === way.selected &&
    before.data?.diff === way.data?.diff;
  return isSame ? before : way;
}
