import {
  DEFAULT_SETTINGS,
  type NodeSpec,
  portsOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';

const COLUMNS = 15;

/** A drawing of so many nodes that can be published: columns of steps, with branches into the next column. */
export function largeWorkflow(count: number): WorkflowGraph {
  const start: WorkflowNode = { id: 'start', name: '', x: 0, y: -150, type: 'manual' };
  const nodes = Array.from({ length: count - 1 }, (_, index): WorkflowNode => {
    const [row, column] = [Math.floor(index / COLUMNS), index % COLUMNS];
    return { id: idAt(row, column), name: '', x: column * 300, y: row * 150, ...specAt(row) };
  });
  const known = new Set(nodes.map(({ id }) => id));
  const edges = nodes.flatMap((node, index) => {
    const [row, column] = [Math.floor(index / COLUMNS), index % COLUMNS];
    return portsOf(node).flatMap((port, way) => {
      const to = way === 0 ? idAt(row + 1, column) : idAt(row === 0 ? 0 : row + 1, column + 1);
      return known.has(to) ? [{ from: node.id, port, to }] : [];
    });
  });
  return {
    settings: { ...DEFAULT_SETTINGS, reentry: 'parallel' },
    nodes: [start, ...nodes],
    edges: [{ from: 'start', port: 'next', to: idAt(0, 0) }, ...edges],
  };
}

function idAt(row: number, column: number): string {
  return `n${row}_${column}`;
}

function specAt(row: number): NodeSpec {
  const ask: NodeSpec = { type: 'if', when: { kind: 'rule', rule: "city = 'Berlin'" } };
  if (row === 0) return ask;
  const kinds: NodeSpec[] = [
    ask,
    { type: 'set_field', field: 'city', value: 'Berlin' },
    { type: 'wait', amount: 1, unit: 'days', at: null, weekdays: [] },
    { type: 'send_email', subject: 'News', preheader: '', body_kind: 'html', body: '<p>Hello</p>', sender_id: null },
  ];
  return kinds[row % kinds.length] ?? ask;
}
