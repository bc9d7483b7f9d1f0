import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { workflowSchema } from '#main/rpc/read-definition.ts';
import { cardsOf } from '#renderer/features/workflows/editor/cards.ts';
import { useCopiedNodes } from '#renderer/features/workflows/editor/copied-nodes.store.ts';
import { createGraphDraft, wayId } from '#renderer/features/workflows/editor/graph-draft.ts';
import { newNode } from '#renderer/features/workflows/editor/new-node.ts';
import { waysOf } from '#renderer/features/workflows/editor/ways.ts';
import { WORKFLOW_TEMPLATES } from '#renderer/features/workflows/templates.ts';
import type { NodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { diffGraphs } from '#shared/domain/workflow/diff-graphs.ts';
import { validateGraph } from '#shared/domain/workflow/validate-graph.ts';
import { DEFAULT_SETTINGS, type NodeSpec, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';

const wait = newNode('wait');
const start: NodeSpec = { type: 'manual' };
const row = (): WorkflowGraph => ({
  settings: DEFAULT_SETTINGS,
  nodes: [
    { id: 'start', name: '', x: 0, y: 0, ...start },
    { id: 'first', name: '', x: 0, y: 136, ...wait },
    { id: 'last', name: '', x: 0, y: 272, type: 'exit' },
  ],
  edges: [
    { from: 'start', port: 'next', to: 'first' },
    { from: 'first', port: 'next', to: 'last' },
  ],
});
const edgesOf = ({ edges }: WorkflowGraph) => edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
const placeOf = ({ nodes }: WorkflowGraph, id: string) => {
  const node = nodes.find((one) => one.id === id);
  return node && [node.x, node.y];
};
const words = {
  title: ({ type }) => type,
  detail: () => '',
  port: (port) => port,
  issue: () => '',
} satisfies NodeWords;

const isByTheSchema = new Ajv2020({ strict: false }).compile(workflowSchema());

beforeEach(() => useCopiedNodes.setState({ nodes: [], edges: [] }));

describe('a node that is added behind another one', () => {
  it('comes between where the only way out is taken, and what follows moves down', () => {
    const draft = createGraphDraft(row());
    draft.select(['first']);
    draft.add(newNode('tag'));
    const { graph } = draft.store.getState();
    expect(edgesOf(graph)).toEqual(['first next tag_1', 'start next first', 'tag_1 next last']);
    expect([placeOf(graph, 'tag_1'), placeOf(graph, 'last')]).toEqual([
      [0, 272],
      [0, 408],
    ]);
    draft.undo();
    expect(draft.store.getState().graph).toEqual(row());
  });

  it('covers nothing that is there', () => {
    const draft = createGraphDraft(row());
    draft.select(['first']);
    draft.add(newNode('note'));
    expect(placeOf(draft.store.getState().graph, 'note_1')).toEqual([288, 272]);
  });
});

describe('connections', () => {
  it('are chosen and deleted like nodes, and drawn over to another node', () => {
    const draft = createGraphDraft(row());
    const way = wayId({ from: 'first', port: 'next' });
    draft.connect('start', 'next', 'last', way);
    expect(edgesOf(draft.store.getState().graph)).toEqual(['start next last']);
    draft.undo();
    draft.select([], [way]);
    draft.removeChosen();
    expect(edgesOf(draft.store.getState().graph)).toEqual(['start next first']);
    expect(draft.store.getState().graph.nodes).toHaveLength(3);
  });
});

describe('what was copied', () => {
  it('is put into another workflow as well, with its connections, each time beside the last', () => {
    const here = createGraphDraft(row());
    here.select(['first', 'last']);
    here.copy();
    const there = createGraphDraft({ settings: DEFAULT_SETTINGS, nodes: [], edges: [] });
    there.paste();
    there.paste();
    const { graph, selected } = there.store.getState();
    expect(graph.nodes.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['wait_1', 32, 168],
      ['exit_1', 32, 304],
      ['wait_2', 64, 200],
      ['exit_2', 64, 336],
    ]);
    expect(edgesOf(graph)).toEqual(['wait_1 next exit_1', 'wait_2 next exit_2']);
    expect([...selected]).toEqual(['wait_2', 'exit_2']);
  });
});

describe('cards', () => {
  const facts = { selected: new Set<string>(), issues: [], counts: undefined, diff: null, words };

  it('are the same objects as long as nothing in them changes', () => {
    const graph = row();
    const before = cardsOf(graph, facts, []);
    const counts = { nodes: [{ node: 'first', here: 3, failed: 0, left: {} }] } as never;
    const after = cardsOf({ ...graph }, { ...facts, counts, selected: new Set(['last']) }, before);
    expect(after.map((card, index) => card === before[index])).toEqual([true, false, false]);
    const ways = waysOf(graph, { chosen: new Set(), diff: null, words }, []);
    const again = waysOf(
      { ...graph, edges: graph.edges.map((edge) => ({ ...edge })) },
      { chosen: new Set(), diff: null, words },
      ways,
    );
    expect(again.every((way, index) => way === ways[index])).toBe(true);
  });

  it('show beside a version what is new, what is changed, and what is gone', () => {
    const draft = createGraphDraft(row());
    draft.edit('first', { amount: 5 });
    draft.remove(new Set(['last']));
    draft.select(['first']);
    draft.add(newNode('goal'));
    const { graph } = draft.store.getState();
    const diff = diffGraphs(row(), graph);
    const cards = cardsOf(graph, { ...facts, diff }, []);
    expect(cards.map(({ id, data, selectable }) => [id, data.diff, selectable])).toEqual([
      ['start', null, undefined],
      ['first', 'changed', undefined],
      ['goal_1', 'added', undefined],
      ['last', 'removed', false],
    ]);
    const ways = waysOf(graph, { chosen: new Set(), diff, words }, []);
    expect(ways.map(({ target, data }) => [target, data?.diff])).toEqual([
      ['first', null],
      ['goal_1', 'added'],
      ['last', 'removed'],
    ]);
  });
});

describe('a workflow to start from', () => {
  it.each(WORKFLOW_TEMPLATES)('lacks only what the organization has to choose: $key', ({ graph }) => {
    const drawn = graph();
    expect(validateGraph(drawn).filter(({ code, field }) => code !== 'empty' && field !== 'moment')).toEqual([]);
    expect(isByTheSchema(drawn)).toBe(true);
  });

  it('is refused by the published schema once it says nonsense', () => {
    const [welcome] = WORKFLOW_TEMPLATES;
    const drawn = welcome?.graph();
    expect(isByTheSchema({ ...drawn, nodes: [{ id: 'a b', type: 'manual' }] })).toBe(false);
    expect(isByTheSchema({ ...drawn, nodes: [{ id: 'a', type: 'teleport' }] })).toBe(false);
  });
});
