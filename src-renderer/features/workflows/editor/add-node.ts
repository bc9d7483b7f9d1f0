import {
  isTrigger,
  type NodeSpec,
  portsOf,
  targetOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';
import { freeId } from './free-id.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout-graph.ts';

export interface Place {
  x: number;
  y: number;
}

const BELOW = NODE_HEIGHT + 64;
const BESIDE = NODE_WIDTH + 48;

/**
 * The graph with one more node: at a place; or behind another one, at its first free way out. Behind a node whose only way out is
 * taken it comes between, and what follows moves down. Otherwise it stands below everything.
 */
export function placeNode(
  graph: WorkflowGraph,
  spec: NodeSpec,
  { place, behind }: { place?: Place; behind?: WorkflowNode },
): { graph: WorkflowGraph; id: string } {
  const id = freeId(spec.type, graph.nodes);
  const stands = (at: Place): WorkflowNode => ({ id, name: '', x: Math.round(at.x), y: Math.round(at.y), ...spec });
  const added = (at: Place, edges = graph.edges) => ({
    graph: { ...graph, nodes: [...graph.nodes, stands(at)], edges },
    id,
  });
  if (place) return added(place);
  const lowest = Math.max(-BELOW, ...graph.nodes.map(({ y }) => y));
  if (!behind) return added({ x: graph.nodes[0]?.x ?? 0, y: lowest + BELOW });
  const below = { x: behind.x, y: behind.y + BELOW };
  if (isTrigger(stands(below)) || spec.type === 'note') return added(besideOthers(graph, below));
  const ports = portsOf(behind);
  const free = ports.find((port) => targetOf(graph, behind.id, port) === null);
  if (free) return added(besideOthers(graph, below), [...graph.edges, { from: behind.id, port: free, to: id }]);
  const [only = '', ...others] = ports;
  const [on] = portsOf(spec);
  const next = others.length === 0 ? targetOf(graph, behind.id, only) : null;
  if (next === null || on === undefined) return added(besideOthers(graph, below));
  const following = reachedFrom(graph, next, behind.id);
  return {
    id,
    graph: {
      ...graph,
      nodes: [
        ...graph.nodes.map((node) =>
          following.has(node.id) && node.y > behind.y ? { ...node, y: node.y + BELOW } : node,
        ),
        stands(below),
      ],
      edges: [
        ...graph.edges.map((edge) => (edge.from === behind.id && edge.port === only ? { ...edge, to: id } : edge)),
        { from: id, port: on, to: next },
      ],
    },
  };
}

/** The nearest place to the right at which nothing is covered. */
function besideOthers({ nodes }: WorkflowGraph, { x, y }: Place): Place {
  const isTaken = (at: number) =>
    nodes.some((node) => Math.abs(node.x - at) < NODE_WIDTH && Math.abs(node.y - y) < NODE_HEIGHT);
  let free = x;
  while (isTaken(free)) free += BESIDE;
  return { x: free, y };
}

/** A node and all that come after it, up to another one. */
function reachedFrom({ edges }: WorkflowGraph, first: string, last: string): ReadonlySet<string> {
  const reached = new Set([first]);
  for (const id of reached) {
    for (const { from, to } of edges) if (from === id && to !== last) reached.add(to);
  }
  return reached;
}
