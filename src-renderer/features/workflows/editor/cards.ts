import type { Node, NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { NodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { WorkflowCounts, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import type { GraphDiff } from '#shared/domain/workflow/diff-graphs.ts';
import { isTrigger, portsOf, type WorkflowGraph, type WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout-graph.ts';

export interface CardData extends Record<string, unknown> {
  node: WorkflowNode;
  words: NodeWords;
  problem: 'error' | 'warning' | null;
  here: number;
  failed: number;
  /** Beside the version that the draft is compared with. */
  diff: 'added' | 'changed' | 'removed' | null;
}
export type CardNode = Node<CardData, 'card'>;

/** What cards say beside the drawing itself. */
export interface CardFacts {
  selected: ReadonlySet<string>;
  issues: readonly WorkflowIssue[];
  counts: WorkflowCounts | undefined;
  diff: GraphDiff | null;
  words: NodeWords;
}

/**
 * The cards of a graph, with those that a version had and the graph has not. A card of which nothing has changed is the same object as
 * `before`, so that it is not drawn again: with hundreds of them each key press and each new number would be felt otherwise.
 */
export function cardsOf(graph: WorkflowGraph, facts: CardFacts, before: readonly CardNode[]): CardNode[] {
  const { selected, issues, counts, diff, words } = facts;
  const known = new Map(before.map((card) => [card.id, card]));
  const people = new Map(counts?.nodes.map((row) => [row.node, row]));
  const problems = problemsOf(issues);
  const added = new Set(diff?.added);
  const changed = new Set(diff?.changed);
  const cards = graph.nodes.map((node) => {
    const { here = 0, failed = 0 } = people.get(node.id) ?? {};
    const difference = added.has(node.id) ? 'added' : changed.has(node.id) ? 'changed' : null;
    const data = { node, words, problem: problems.get(node.id) ?? null, here, failed, diff: difference } as const;
    return kept(known.get(node.id), data, selected.has(node.id));
  });
  const gone = diff?.removed ?? [];
  return [
    ...cards,
    ...gone.map((node) =>
      kept(known.get(node.id), { node, words, problem: null, here: 0, failed: 0, diff: 'removed' }, false),
    ),
  ];
}

function problemsOf(issues: readonly WorkflowIssue[]): ReadonlyMap<string, 'error' | 'warning'> {
  const problems = new Map<string, 'error' | 'warning'>();
  for (const { node, severity } of issues) {
    if (node !== null && problems.get(node) !== 'error') problems.set(node, severity);
  }
  return problems;
}

function kept(before: CardNode | undefined, data: CardData, selected: boolean): CardNode {
  if (before && before.selected === selected && isSame(before.data, data)) return before;
  return cardOf(data, selected);
}

function isSame(one: CardData, other: CardData): boolean {
  return Object.entries(one).every(([name, value]) => other[name] === value);
}

function cardOf(data: CardData, selected: boolean): CardNode {
  const { node, words, diff } = data;
  const size = { width: NODE_WIDTH, height: heightOf(node) };
  const isFixed = diff === 'removed';
  return {
    id: node.id,
    type: 'card',
    position: { x: node.x, y: node.y },
    selected,
    ...size,
    measured: size,
    handles: handlesOf(node),
    ariaLabel: `${words.title(node)}: ${words.detail(node)}`,
    data,
    ...(isFixed && { draggable: false, selectable: false, connectable: false, focusable: false }),
  };
}

const LINE = 16;
const LETTERS_A_LINE = 34;
const TALLEST = 264;

/** A comment is as tall as its text; everything else has one size, which the layout counts on. */
function heightOf(node: WorkflowNode): number {
  if (node.type !== 'note') return NODE_HEIGHT;
  const lines = node.text
    .split('\n')
    .reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / LETTERS_A_LINE)), 0);
  return Math.min(TALLEST, Math.max(NODE_HEIGHT, NODE_HEIGHT + (lines - 2) * LINE));
}

const HANDLE = 12;

/** Where connections begin and end, so that they are drawn also to cards that are out of sight. */
function handlesOf(node: WorkflowNode): NodeHandle[] {
  const at = { width: HANDLE, height: HANDLE };
  const ports = portsOf(node);
  const ways = ports.map((port, index): NodeHandle => {
    const x = (NODE_WIDTH * (index + 1)) / (ports.length + 1) - HANDLE / 2;
    return { ...at, id: port, type: 'source', position: Position.Bottom, x, y: NODE_HEIGHT - HANDLE / 2 };
  });
  if (isTrigger(node) || node.type === 'note') return ways;
  return [{ ...at, type: 'target', position: Position.Top, x: (NODE_WIDTH - HANDLE) / 2, y: -HANDLE / 2 }, ...ways];
}
