import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from './workflow-graph.ts';

/** What a graph has that another had not, by the ids of nodes. Places on the canvas are no difference. */
export interface GraphDiff {
  added: string[];
  changed: string[];
  removed: WorkflowNode[];
  added_edges: WorkflowEdge[];
  removed_edges: WorkflowEdge[];
}

export function diffGraphs(before: WorkflowGraph, after: WorkflowGraph): GraphDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map(({ id }) => id));
  const missingIn = (edges: WorkflowEdge[]) => (edge: WorkflowEdge) => !edges.some((other) => isSame(edge, other));
  return {
    added: after.nodes.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    changed: after.nodes.flatMap((node) => {
      const was = old.get(node.id);
      return was && !isSame(meaning(was), meaning(node)) ? [node.id] : [];
    }),
    removed: before.nodes.filter(({ id }) => !now.has(id)),
    added_edges: after.edges.filter(missingIn(before.edges)),
    removed_edges: before.edges.filter(missingIn(after.edges)),
  };
}

function meaning({ x: _x, y: _y, ...node }: WorkflowNode): object {
  return node;
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
