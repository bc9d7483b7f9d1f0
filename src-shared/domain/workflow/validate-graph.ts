import { checkNode, type GraphWorld } from './check-node.ts';
import { findCycle } from './find-cycle.ts';
import { type GraphIssue, issueOf } from './graph-issue.ts';
import { isTrigger, portsOf, type WorkflowGraph } from './workflow-graph.ts';

const MOST_NODES = 500;

/**
 * Everything that keeps a graph from being published, and what was probably not meant (warnings), each with its place. The canvas asks
 * it at every change, publishing asks it again.
 */
export function validateGraph(graph: WorkflowGraph, world: GraphWorld = {}): GraphIssue[] {
  const issues: GraphIssue[] = [...checkShape(graph), ...checkEdges(graph)];
  for (const node of graph.nodes) issues.push(...checkNode(node, world));
  if (graph.settings.exit_when?.kind === 'rule') {
    const problem = world.ruleProblem?.(graph.settings.exit_when.rule) ?? null;
    if (problem) issues.push(issueOf('bad_rule', { field: 'exit_when', values: { problem } }));
  }
  const cycle = findCycle(graph);
  if (cycle) issues.push(issueOf('cycle', { node: cycle }));
  issues.push(...checkReach(graph));
  return issues;
}

export function hasErrors(issues: readonly GraphIssue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}

function checkShape({ nodes }: WorkflowGraph): GraphIssue[] {
  const issues: GraphIssue[] = [];
  const seen = new Set<string>();
  for (const { id } of nodes) {
    if (seen.has(id)) issues.push(issueOf('same_id', { node: id }));
    seen.add(id);
  }
  if (!nodes.some(isTrigger)) issues.push(issueOf('no_trigger'));
  if (nodes.length > MOST_NODES) issues.push(issueOf('too_many_nodes', { values: { most: MOST_NODES } }));
  return issues;
}

function checkEdges({ nodes, edges }: WorkflowGraph): GraphIssue[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const taken = new Set<string>();
  return edges.flatMap((edge): GraphIssue[] => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (!from || !to) return [issueOf('dangling_edge', { node: from?.id ?? to?.id, edge })];
    if (!portsOf(from).includes(edge.port))
      return [issueOf('no_such_port', { node: from.id, edge, values: { port: edge.port } })];
    if (isTrigger(to) || to.type === 'note') return [issueOf('into_trigger', { node: to.id, edge })];
    const key = `${edge.from} ${edge.port}`;
    if (taken.has(key)) return [issueOf('port_twice', { node: from.id, edge, values: { port: edge.port } })];
    taken.add(key);
    return [];
  });
}

/** Nodes that nobody can come to. */
function checkReach({ nodes, edges }: WorkflowGraph): GraphIssue[] {
  const reached = new Set(nodes.filter((node) => isTrigger(node) || node.type === 'goal').map(({ id }) => id));
  const waiting = [...reached];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { from, to } of edges) {
      if (from !== id || reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return nodes
    .filter(({ id, type }) => type !== 'note' && !reached.has(id))
    .map(({ id }) => issueOf('unreached', { node: id }));
}
