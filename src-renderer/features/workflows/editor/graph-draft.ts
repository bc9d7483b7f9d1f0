import { createStore } from 'zustand';
import {
  isTrigger,
  type NodeSpec,
  portsOf,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';
import { NODE_HEIGHT } from './layout-graph.ts';

interface DraftState {
  graph: WorkflowGraph;
  past: WorkflowGraph[];
  future: WorkflowGraph[];
  selected: ReadonlySet<string>;
}

const MOST_STEPS = 200;
const BELOW = NODE_HEIGHT + 64;

/** The drawing while it is being edited: every change is a step that can be undone; choosing nodes is none. */
export function createGraphDraft(graph: WorkflowGraph) {
  const store = createStore<DraftState>(() => ({ graph, past: [], future: [], selected: new Set() }));
  let copied: { nodes: WorkflowNode[]; edges: WorkflowEdge[] } = { nodes: [], edges: [] };
  /** Keys typed one after the other into one field are one step. */
  let typing: string | null = null;

  function change(next: WorkflowGraph, field: string | null = null): void {
    const { graph: now, past } = store.getState();
    if (next === now) return;
    const goesOn = field !== null && field === typing;
    typing = field;
    store.setState({ graph: next, past: goesOn ? past : [...past.slice(-MOST_STEPS), now], future: [] });
  }

  function freeId(type: string, taken: readonly WorkflowNode[]): string {
    const ids = new Set(taken.map(({ id }) => id));
    for (let number = 1; ; number++) if (!ids.has(`${type}_${number}`)) return `${type}_${number}`;
  }

  function select(ids: Iterable<string>): void {
    const selected = new Set(ids);
    const now = store.getState().selected;
    if (selected.size === now.size && [...selected].every((id) => now.has(id))) return;
    typing = null;
    store.setState({ selected });
  }

  return {
    store,
    select,
    /** Adds a node at a place, or below the one that is chosen, behind its first free way out. */
    add(spec: NodeSpec, place?: { x: number; y: number }): void {
      const { graph: now, selected } = store.getState();
      const id = freeId(spec.type, now.nodes);
      const only = selected.size === 1 ? now.nodes.find((node) => selected.has(node.id)) : undefined;
      const from = place ? undefined : only;
      const port = from && portsOf(from).find((one) => !now.edges.some((e) => e.from === from.id && e.port === one));
      const lowest = Math.max(-BELOW, ...now.nodes.map(({ y }) => y));
      const spot = place ?? (from ? { x: from.x, y: from.y + BELOW } : { x: now.nodes[0]?.x ?? 0, y: lowest + BELOW });
      const node: WorkflowNode = { id, name: '', x: Math.round(spot.x), y: Math.round(spot.y), ...spec };
      const follows = from && port && !isTrigger(node) && spec.type !== 'note';
      const edges = follows ? [...now.edges, { from: from.id, port, to: id }] : now.edges;
      change({ ...now, nodes: [...now.nodes, node], edges });
      select([id]);
    },
    /** @param field names what is typed into, so that a word is one step */
    edit(id: string, part: object, field: string | null = null): void {
      const { graph: now } = store.getState();
      const nodes = now.nodes.map((node) => (node.id === id ? ({ ...node, ...part } as WorkflowNode) : node));
      const edited = nodes.find((node) => node.id === id);
      const ports = edited ? portsOf(edited) : [];
      const edges = now.edges.filter(({ from, port }) => from !== id || ports.includes(port));
      change({ ...now, nodes, edges }, field && `${id} ${field}`);
    },
    settings(part: Partial<WorkflowGraph['settings']>): void {
      const { graph: now } = store.getState();
      change({ ...now, settings: { ...now.settings, ...part } }, 'settings');
    },
    move(places: ReadonlyMap<string, { x: number; y: number }>): void {
      const { graph: now } = store.getState();
      change({
        ...now,
        nodes: now.nodes.map((node) => {
          const place = places.get(node.id);
          return place ? { ...node, x: Math.round(place.x), y: Math.round(place.y) } : node;
        }),
      });
    },
    /** A way out leads to one node; null: nowhere. */
    connect(from: string, port: string, to: string | null): void {
      const { graph: now } = store.getState();
      const others = now.edges.filter((edge) => edge.from !== from || edge.port !== port);
      change({ ...now, edges: to === null ? others : [...others, { from, port, to }] });
    },
    remove(ids: ReadonlySet<string>, edges: readonly WorkflowEdge[] = []): void {
      const { graph: now } = store.getState();
      if (ids.size + edges.length === 0) return;
      const isGone = (edge: WorkflowEdge) =>
        ids.has(edge.from) || ids.has(edge.to) || edges.some((e) => e.from === edge.from && e.port === edge.port);
      change({
        ...now,
        nodes: now.nodes.filter(({ id }) => !ids.has(id)),
        edges: now.edges.filter((edge) => !isGone(edge)),
      });
      select([]);
    },
    copy(): number {
      const { graph: now, selected } = store.getState();
      copied = {
        nodes: now.nodes.filter(({ id }) => selected.has(id)),
        edges: now.edges.filter(({ from, to }) => selected.has(from) && selected.has(to)),
      };
      return copied.nodes.length;
    },
    paste(): void {
      const { graph: now } = store.getState();
      if (copied.nodes.length === 0) return;
      const nodes = [...now.nodes];
      const ids = new Map<string, string>();
      for (const node of copied.nodes) {
        const id = freeId(node.type, nodes);
        ids.set(node.id, id);
        nodes.push({ ...node, id, x: node.x + 32, y: node.y + 32 });
      }
      const edges = copied.edges.map(({ from, port, to }) => ({
        from: ids.get(from) ?? '',
        port,
        to: ids.get(to) ?? '',
      }));
      change({ ...now, nodes, edges: [...now.edges, ...edges] });
      select(ids.values());
    },
    replace: (next: WorkflowGraph) => change(next),
    /** Takes over what somebody else has saved; that is no step of one's own. */
    reset(next: WorkflowGraph): void {
      typing = null;
      store.setState({ graph: next, past: [], future: [], selected: new Set() });
    },
    undo(): void {
      const { graph: now, past, future } = store.getState();
      const before = past.at(-1);
      typing = null;
      if (before) store.setState({ graph: before, past: past.slice(0, -1), future: [now, ...future] });
    },
    redo(): void {
      const { graph: now, past, future } = store.getState();
      const [next, ...rest] = future;
      typing = null;
      if (next) store.setState({ graph: next, past: [...past, now], future: rest });
    },
  };
}

export type GraphDraft = ReturnType<typeof createGraphDraft>;
