import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background,
  type Connection,
  Controls,
  type Edge,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import type { WorkflowCounts, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import type { GraphDiff } from '#shared/domain/workflow/diff-graphs.ts';
import { isTrigger, type NodeType, nodeOf } from '#shared/domain/workflow/workflow-graph.ts';
import classes from './editor.module.css';
import type { GraphDraft } from './graph-draft.ts';
import { FIT, NODE_HEIGHT, NODE_WIDTH } from './layout-graph.ts';
import { newNode } from './new-node.ts';
import { type CardNode, NodeCard } from './node-card.tsx';

const NODE_TYPES = { card: NodeCard };
export const DRAGGED_TYPE = 'application/x-herald-node';

interface CanvasProps {
  draft: GraphDraft;
  issues: readonly WorkflowIssue[];
  counts: WorkflowCounts | undefined;
  diff: GraphDiff | null;
  readOnly: boolean;
}

/** The drawing: places are taken over when a drag ends, so that a drag is one step to undo. */
export function Canvas({ draft, issues, counts, diff, readOnly }: CanvasProps) {
  const { t } = useTranslation('workflow');
  const scheme = useComputedColorScheme('light');
  const words = useNodeWords();
  const flow = useReactFlow();
  const graph = useStore(draft.store, (state) => state.graph);
  const selected = useStore(draft.store, (state) => state.selected);
  const [dragged, setDragged] = useState<ReadonlyMap<string, { x: number; y: number }>>(new Map());

  const placed = useMemo(() => {
    const people = new Map(counts?.nodes.map((row) => [row.node, row]));
    return graph.nodes.map((node): CardNode => {
      const own = issues.filter((issue) => issue.node === node.id);
      const problem = own.some(({ severity }) => severity === 'error') ? 'error' : own.length > 0 ? 'warning' : null;
      const { here = 0, failed = 0 } = people.get(node.id) ?? {};
      const change = diff?.added.includes(node.id) ? 'added' : diff?.changed.includes(node.id) ? 'changed' : null;
      return {
        id: node.id,
        type: 'card',
        position: { x: node.x, y: node.y },
        selected: selected.has(node.id),
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
        ariaLabel: `${words.title(node)}: ${words.detail(node)}`,
        data: { node, problem, here, failed, diff: change },
      };
    });
  }, [graph, selected, issues, counts, diff, words]);
  // Those that are not dragged stay the same objects, so that they are not drawn again at each move.
  const nodes = useMemo(
    () =>
      placed.map((node) => {
        const position = dragged.get(node.id);
        return position ? { ...node, position } : node;
      }),
    [placed, dragged],
  );

  const edges = useMemo(
    () =>
      graph.edges.map(
        ({ from, port, to }): Edge => ({
          id: `${from} ${port}`,
          source: from,
          sourceHandle: port,
          target: to,
          label: port === 'next' ? undefined : words.port(port),
          markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
          type: 'smoothstep',
        }),
      ),
    [graph, words],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const places = new Map<string, { x: number; y: number }>();
      const chosen = new Set(draft.store.getState().selected);
      let ended = false;
      for (const change of changes) {
        if (change.type === 'position' && change.position) places.set(change.id, change.position);
        if (change.type === 'position' && change.dragging === false) ended = true;
        if (change.type === 'select') {
          if (change.selected) chosen.add(change.id);
          else chosen.delete(change.id);
        }
      }
      draft.select(chosen);
      if (places.size === 0) return;
      if (ended) {
        setDragged(new Map());
        draft.move(places);
      } else setDragged((now) => new Map([...now, ...places]));
    },
    [draft],
  );

  const isValid = useCallback(
    ({ source, target }: Connection | Edge) => {
      const to = nodeOf(graph, target);
      return to !== undefined && source !== target && !isTrigger(to) && to.type !== 'note';
    },
    [graph],
  );

  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(DRAGGED_TYPE) as NodeType | '';
    if (type === '') return;
    event.preventDefault();
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    draft.add(newNode(type), { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 });
  };

  return (
    <ReactFlow<CardNode>
      className={classes.flow}
      aria-label={t('canvas')}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      colorMode={scheme}
      onNodesChange={onNodesChange}
      onConnect={({ source, sourceHandle, target }) => draft.connect(source, sourceHandle ?? 'next', target)}
      onEdgesDelete={(gone) =>
        draft.remove(
          new Set(),
          gone.map(({ source, sourceHandle, target }) => ({ from: source, port: sourceHandle ?? 'next', to: target })),
        )
      }
      isValidConnection={isValid}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onPaneClick={() => draft.select([])}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      edgesFocusable={!readOnly}
      deleteKeyCode={null}
      multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
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
