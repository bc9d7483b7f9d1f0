import { createStore } from 'zustand';
import {
  type NodeSpec,
  portsOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '#shared/domain/workflow/workflow-graph.ts';
import { type Place, placeNode } from './add-node.ts';
import { useCopiedNodes } from './copied-nodes.store.ts';
import { freeId } from './free-id.ts';

interface DraftState {
  graph: WorkflowGraph;
  past: WorkflowGraph[];
  future: WorkflowGraph[];
  selected: ReadonlySet<string>;
  /** Connections that are chosen, by `wayId`. */
  ways: ReadonlySet<string>;
}

const MOST_STEPS = 200;
const NOTHING: ReadonlySet<string> = new Set();
/** How far from what was copied the copy lies. */
const ASIDE = 32;

/** A way out has one connection at most, so that it names it. */
export function wayId({ from, port }: { from: string; port: string }): string {
  return `${from} ${port}`;
}

/** The drawing while it is being edited: every change is a step that can be undone; choosing is none. */
export function createGraphDraft(graph: WorkflowGraph) {
  const store = createStore<DraftState>(() => ({ graph, past: [], future: [], selected: NOTHING, ways: NOTHING }));
  /** Keys typed one after the other into one field are one step. */
  let typing: string | null = null;

  function change(next: WorkflowGraph, field: string | null = null): void {
    const { graph: now, past } = store.getState();
    if (next === now) return;
    const goesOn = field !== null && field === typing;
    typing = field;
    store.setState({ graph: next, past: goesOn ? past : [...past.slice(-MOST_STEPS), now], future: [] });
  }

  function select(ids: Iterable<string>, ways: Iterable<string> = []): void {
    const chosen = { selected: new Set(ids), ways: new Set(ways) };
    const now = store.getState();
    if (isSame(chosen.selected, now.selected) && isSame(chosen.ways, now.ways)) return;
    typing = null;
    store.setState(chosen);
  }

  function remove(ids: ReadonlySet<string>, ways: ReadonlySet<string> = NOTHING): void {
    const { graph: now } = store.getState();
    if (ids.size + ways.size === 0) return;
    change({
      ...now,
      nodes: now.nodes.filter(({ id }) => !ids.has(id)),
      edges: now.edges.filter((edge) => !ids.has(edge.from) && !ids.has(edge.to) && !ways.has(wayId(edge))),
    });
    select([]);
  }

  return {
    store,
    select,
    /** Adds a node at a place, or behind the one that is chosen. */
    add(spec: NodeSpec, place?: Place): void {
      const { graph: now, selected } = store.getState();
      const behind = selected.size === 1 && !place ? now.nodes.find(({ id }) => selected.has(id)) : undefined;
      const { graph: next, id } = placeNode(now, spec, { place, behind });
      change(next);
      select([id]);
    },
    /** @param field names what is typed into, so that a word is one step */
    edit(id: string, part: object, field: string | null = null): void {
      const { graph: now } = store.getState();
      const nodes = now.nodes.map((node) => (node.id === id ? ({ ...node, ...part } as WorkflowNode) : node));
      const edited = nodes.find((node) => node.id === id);
      const ports = edited ? portsOf(edited) : [];
      const edges = now.edges.filter(({ from, port }) => from !== id || ports.includes(port));
      change({ ...now, nodes, edges: edges.length < now.edges.length ? edges : now.edges }, field && `${id} ${field}`);
    },
    settings(part: Partial<WorkflowGraph['settings']>): void {
      const { graph: now } = store.getState();
      change({ ...now, settings: { ...now.settings, ...part } }, 'settings');
    },
    move(places: ReadonlyMap<string, Place>): void {
      const { graph: now } = store.getState();
      change({
        ...now,
        nodes: now.nodes.map((node) => {
          const place = places.get(node.id);
          return place ? { ...node, x: Math.round(place.x), y: Math.round(place.y) } : node;
        }),
      });
    },
    /** A way out leads to one node; null: nowhere. `instead` is the connection, by `wayId`, that was drawn over to here. */
    connect(from: string, port: string, to: string | null, instead?: string): void {
      const { graph: now } = store.getState();
      const own = wayId({ from, port });
      const others = now.edges.filter((edge) => wayId(edge) !== own && wayId(edge) !== instead);
      change({ ...now, edges: to === null ? others : [...others, { from, port, to }] });
    },
    remove,
    removeChosen(): void {
      const { selected, ways } = store.getState();
      remove(selected, ways);
    },
    copy(): void {
      const { graph: now, selected } = store.getState();
      if (selected.size === 0) return;
      useCopiedNodes.setState({
        nodes: now.nodes.filter(({ id }) => selected.has(id)),
        edges: now.edges.filter(({ from, to }) => selected.has(from) && selected.has(to)),
      });
    },
    /** Puts what was copied beside itself; another time beside that. */
    paste(): void {
      const copied = useCopiedNodes.getState();
      if (copied.nodes.length === 0) return;
      const { graph: now } = store.getState();
      const aside = copied.nodes.map((node) => ({ ...node, x: node.x + ASIDE, y: node.y + ASIDE }));
      const nodes = [...now.nodes];
      const ids = new Map<string, string>();
      for (const node of aside) {
        const id = freeId(node.type, nodes);
        ids.set(node.id, id);
        nodes.push({ ...node, id });
      }
      const edges = copied.edges.map(({ from, port, to }) => ({
        from: ids.get(from) ?? '',
        port,
        to: ids.get(to) ?? '',
      }));
      change({ ...now, nodes, edges: [...now.edges, ...edges] });
      select(ids.values());
      useCopiedNodes.setState({ nodes: aside });
    },
    replace: (next: WorkflowGraph) => change(next),
    /** Takes over what somebody else has saved; that is no step of one's own. */
    reset(next: WorkflowGraph): void {
      typing = null;
      store.setState({ graph: next, past: [], future: [], selected: NOTHING, ways: NOTHING });
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

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}

export type GraphDraft = ReturnType<typeof createGraphDraft>;
