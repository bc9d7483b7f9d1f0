import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';

export const NODE_WIDTH = 240;
export const NODE_HEIGHT = 72;
/** Room for the tools above the drawing and the attribution below it. */
export const FIT = { maxZoom: 1, padding: { top: '64px', right: '24px', bottom: '40px', left: '56px' } } as const;

/** The same graph with places: from top to bottom, ways out from left to right. Comments stay where they are. */
export function layoutGraph(graph: WorkflowGraph): WorkflowGraph {
  const drawing = new Graph();
  drawing.setGraph({ rankdir: 'TB', nodesep: 48, edgesep: 160, ranksep: 72 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const { id, type } of graph.nodes) {
    if (type !== 'note') drawing.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  for (const { from, to } of graph.edges) if (drawing.hasNode(from) && drawing.hasNode(to)) drawing.setEdge(from, to);
  layout(drawing);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const place = node.type === 'note' ? undefined : drawing.node(node.id);
      if (!place) return node;
      return { ...node, x: Math.round(place.x - NODE_WIDTH / 2), y: Math.round(place.y - NODE_HEIGHT / 2) };
    }),
  };
}
