import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  type Connection,
  Controls,
  type Edge,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { Workflow, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import type { GraphDiff } from '#shared/domain/workflow/diff-graphs.ts';
import { isTrigger, type NodeType, nodeOf } from '#shared/domain/workflow/workflow-graph.ts';
import type { Place } from './add-node.ts';
import { type CardNode, cardsOf } from './cards.ts';
import classes from './editor.module.css';
import type { GraphDraft } from './graph-draft.ts';
import { FIT, NODE_HEIGHT, NODE_WIDTH } from './layout-graph.ts';
import { newNode } from './new-node.ts';
import { NodeCard } from './node-card.tsx';
import { useCheapMoves } from './use-cheap-moves.ts';
import { useCounts } from './use-counts.ts';
import { WayLine } from './way-line.tsx';
import { type Way, waysOf } from './ways.ts';

const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { way: WayLine };
const MORE_KEYS = ['Shift', 'Meta', 'Control'];
export const DRAGGED_TYPE = 'application/x-herald-node';
const NOWHERE: ReadonlyMap<string, Place> = new Map();

interface CanvasProps {
  workflow: Workflow;
  draft: GraphDraft;
  issues: readonly WorkflowIssue[];
  diff: GraphDiff | null;
  readOnly: boolean;
}

/** The drawing: places are taken over when a drag ends, so that a drag is one step to undo. */
export function Canvas({ workflow, draft, issues, diff, readOnly }: CanvasProps) {
  const { t } = useTranslation('workflow');
  const scheme = useComputedColorScheme('light');
  const words = useNodeWords();
  const counts = useCounts(workflow);
  const frame = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const graph = useStore(draft.store, (state) => state.graph);
  const selected = useStore(draft.store, (state) => state.selected);
  const chosen = useStore(draft.store, (state) => state.ways);
  const [dragged, setDragged] = useState(NOWHERE);

  const moves = useCheapMoves(frame);

  const cards = useKept(
    useCallback(
      (before: CardNode[]) => cardsOf(graph, { selected, issues, counts, diff, words }, before),
      [graph, selected, issues, counts, diff, words],
    ),
  );
  const ways = useKept(
    useCallback((before: Way[]) => waysOf(graph, { chosen, diff, words }, before), [graph, chosen, diff, words]),
  );
  const nodes = useMemo(() => {
    if (dragged.size === 0) return cards;
    return cards.map((card) => {
      const position = dragged.get(card.id);
      return position ? { ...card, position } : card;
    });
  }, [cards, dragged]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const { selected: now, ways: others } = draft.store.getState();
      if (changes.some(({ type }) => type === 'select')) draft.select(chosenAfter(now, changes), others);
      const places = new Map<string, Place>();
      let ended = false;
      for (const change of changes) {
        if (change.type !== 'position') continue;
        if (change.position) places.set(change.id, change.position);
        if (change.dragging === false) ended = true;
      }
      if (places.size === 0) return;
      if (ended) {
        setDragged(NOWHERE);
        draft.move(places);
      } else setDragged((before) => new Map([...before, ...places]));
    },
    [draft],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<Way>[]) => {
      const { selected: others, ways: now } = draft.store.getState();
      if (changes.some(({ type }) => type === 'select')) draft.select(others, chosenAfter(now, changes));
    },
    [draft],
  );
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) => draft.connect(source, sourceHandle ?? 'next', target),
    [draft],
  );
  const onReconnect = useCallback(
    ({ id }: Way, { source, sourceHandle, target }: Connection) =>
      draft.connect(source, sourceHandle ?? 'next', target, id),
    [draft],
  );
  const onPaneClick = useCallback(() => draft.select([]), [draft]);
  const isValid = useCallback(
    ({ source, target }: Connection | Edge) => {
      const to = nodeOf(draft.store.getState().graph, target);
      return to !== undefined && source !== target && !isTrigger(to) && to.type !== 'note';
    },
    [draft],
  );

  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(DRAGGED_TYPE) as NodeType | '';
    if (type === '') return;
    event.preventDefault();
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    draft.add(newNode(type), { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 });
  };

  return (
    <ReactFlow<CardNode, Way>
      ref={frame}
      {...moves}
      className={classes.flow}
      aria-label={t('canvas')}
      nodes={nodes}
      edges={ways}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      colorMode={scheme}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={onConnect}
      onReconnect={readOnly ? undefined : onReconnect}
      isValidConnection={isValid}
      onDragOver={allowDrop}
      onDrop={onDrop}
      onPaneClick={onPaneClick}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      edgesFocusable={!readOnly}
      deleteKeyCode={null}
      multiSelectionKeyCode={MORE_KEYS}
      minZoom={0.15}
      fitView
      fitViewOptions={FIT}
      onlyRenderVisibleElements={graph.nodes.length > 100}
    >
      <Background gap={24} />
      <Controls showInteractive={false} position="bottom-left" aria-label={t('zoom')} />
      {graph.nodes.length > 6 && <MiniMap pannable zoomable ariaLabel={t('minimap')} position="bottom-right" />}
    </ReactFlow>
  );
}

/** What is made anew from what was made last. */
function useKept<Item>(make: (before: Item[]) => Item[]): Item[] {
  const before = useRef<Item[]>([]);
  const now = useMemo(() => make(before.current), [make]);
  useEffect(() => {
    before.current = now;
  }, [now]);
  return now;
}

function chosenAfter(before: ReadonlySet<string>, changes: readonly (NodeChange | EdgeChange)[]): ReadonlySet<string> {
  const chosen = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  return chosen;
}

function allowDrop(event: DragEvent): void {
  event.preventDefault();
}
