import { isWait, type WorkflowGraph } from './workflow-graph.ts';

/** A node on a way that leads back to itself without a wait: whoever went it would go round for ever. Null: there is none. */
export function findCycle({ nodes, edges }: WorkflowGraph): string | null {
  const moving = new Set(nodes.filter((node) => !isWait(node)).map(({ id }) => id));
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if (moving.has(from) && moving.has(to)) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const finished = new Set<string>();
  const onWay = new Set<string>();
  const visit = (id: string): string | null => {
    if (onWay.has(id)) return id;
    if (finished.has(id)) return null;
    onWay.add(id);
    for (const to of next.get(id) ?? []) {
      const found = visit(to);
      if (found !== null) return found;
    }
    onWay.delete(id);
    finished.add(id);
    return null;
  };
  for (const id of moving) {
    const found = visit(id);
    if (found !== null) return found;
  }
  return null;
}
