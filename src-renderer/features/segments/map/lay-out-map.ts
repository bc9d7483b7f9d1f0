import type { SegmentGraph } from '#shared/contract/segment.contract.ts';

export type MapNode = SegmentGraph['nodes'][number];

export interface Place {
  x: number;
  y: number;
}

export const NODE_WIDTH = 220;
export const NODE_HEIGHT = 48;
const COLUMN = NODE_WIDTH + 110;
const ROW = NODE_HEIGHT + 16;
/** Each sweep brings things nearer to what they hang together with; more than these change next to nothing. */
const SWEEPS = 4;

/**
 * Where each thing stands: what is used to the left of what uses it, in columns, and within a column near to what it hangs together with.
 * Segments lead to no circle; a campaign that a rule names stands among what is used, also when it uses a segment itself.
 */
export function layOutMap({ nodes, edges }: SegmentGraph): Map<string, Place> {
  const columns = columnsOf({ nodes, edges });
  const beside = neighboursOf(edges);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rows = rowsOf(columns);
    for (const column of columns) column.sort((a, b) => middle(a, rows, beside) - middle(b, rows, beside));
  }
  const tallest = Math.max(0, ...columns.map(({ length }) => length));
  return new Map(
    columns.flatMap((column, at) =>
      column.map((key, row): [string, Place] => [
        key,
        { x: at * COLUMN, y: (row + (tallest - column.length) / 2) * ROW },
      ]),
    ),
  );
}

function columnsOf({ nodes, edges }: SegmentGraph): string[][] {
  const uses = Map.groupBy(edges, ({ from }) => from);
  const users = Map.groupBy(edges, ({ to }) => to);
  const known = new Map<string, number>();
  const isSegment = new Set(nodes.flatMap(({ kind, key }) => (kind === 'segment' ? key : [])));
  function depthOf(key: string): number {
    const before = known.get(key);
    if (before !== undefined) return before;
    const below = (uses.get(key) ?? []).filter(({ to }) => isSegment.has(to)).map(({ to }) => depthOf(to));
    const depth = 1 + Math.max(0, ...below);
    known.set(key, depth);
    return depth;
  }
  const columns: string[][] = [];
  for (const { key } of nodes) {
    const usedBy = isSegment.has(key) ? undefined : users.get(key);
    // As near as can be to what uses it, so that few lines run behind other things.
    const column = usedBy ? Math.min(...usedBy.map(({ from }) => depthOf(from))) - 1 : depthOf(key);
    columns[column] ??= [];
    columns[column].push(key);
  }
  return Array.from(columns, (column) => column ?? []).filter(({ length }) => length > 0);
}

function neighboursOf(edges: SegmentGraph['edges']): Map<string, string[]> {
  const beside = new Map<string, string[]>();
  const add = (key: string, other: string) => beside.set(key, [...(beside.get(key) ?? []), other]);
  for (const { from, to } of edges) {
    add(from, to);
    add(to, from);
  }
  return beside;
}

/** How far down each stands, as a part of its column. */
function rowsOf(columns: readonly string[][]): Map<string, number> {
  return new Map(
    columns.flatMap((column) => column.map((key, row): [string, number] => [key, (row + 0.5) / column.length])),
  );
}

function middle(key: string, rows: ReadonlyMap<string, number>, beside: ReadonlyMap<string, string[]>): number {
  const others = beside.get(key) ?? [];
  if (others.length === 0) return rows.get(key) ?? 0;
  return others.reduce((sum, other) => sum + (rows.get(other) ?? 0), 0) / others.length;
}
