import '@xyflow/react/dist/style.css';
import { useMantineColorScheme } from '@mantine/core';
import { Background, Controls, type Edge, MarkerType, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentGraph } from '#shared/contract/segment.contract.ts';
import { layOutMap, NODE_HEIGHT, NODE_WIDTH } from './lay-out-map.ts';
import classes from './map.module.css';
import { type MapFlowNode, MapNodeBox } from './map-node.tsx';

const NODE_TYPES = { box: MapNodeBox };
const FIT = { padding: 0.12, maxZoom: 1 };

interface MapGraphProps {
  graph: SegmentGraph;
  /** Key of what to begin with. */
  start: string | null;
}

/** What uses what, drawn: what is used stands to the left. */
export default function MapGraph(props: MapGraphProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ graph, start }: MapGraphProps) {
  const { t } = useTranslation('segment');
  const { colorScheme } = useMantineColorScheme();
  const [active, setActive] = useState(start);
  const show = useShow();
  const onActive = useCallback(
    (key: string, isActive: boolean) => {
      setActive(isActive ? key : start);
      if (isActive) show(key);
    },
    [start, show],
  );
  const places = useMemo(() => layOutMap(graph), [graph]);
  const near = useMemo(() => nearTo(graph, active), [graph, active]);
  const nodes = graph.nodes.map(
    (reference): MapFlowNode => ({
      id: reference.key,
      type: 'box',
      position: places.get(reference.key) ?? { x: 0, y: 0 },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      data: {
        reference,
        state: active === null ? 'plain' : near.has(reference.key) ? 'near' : 'far',
        onActive: (isActive) => onActive(reference.key, isActive),
      },
    }),
  );
  const edges = graph.edges.map(({ from, to, excludes }): Edge => {
    const state = active === null ? 'plain' : from === active || to === active ? 'near' : 'far';
    return {
      id: `${from} ${to}`,
      source: to,
      target: from,
      className: `${classes.edge} ${classes[state]} ${excludes ? classes.excludes : ''}`,
      label: excludes && state !== 'far' ? t('map.leaves_out') : undefined,
      markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--edge)' },
      focusable: false,
    };
  });
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      colorMode={colorScheme === 'auto' ? 'system' : colorScheme}
      fitView
      fitViewOptions={start ? { ...FIT, nodes: [...near].map((id) => ({ id })) } : FIT}
      minZoom={0.15}
      maxZoom={1.5}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      elementsSelectable={false}
      panOnScroll
      ariaLabelConfig={{
        'controls.ariaLabel': t('map.controls'),
        'controls.zoomIn.ariaLabel': t('map.zoom_in'),
        'controls.zoomOut.ariaLabel': t('map.zoom_out'),
        'controls.fitView.ariaLabel': t('map.fit'),
      }}
      className={classes.flow}
      aria-label={t('map.label')}
    >
      <Background gap={24} />
      <Controls showInteractive={false} fitViewOptions={FIT} />
    </ReactFlow>
  );
}

/** Moves the drawing so that what the keyboard has reached is in sight. */
function useShow() {
  const flow = useReactFlow();
  return useCallback(
    (key: string) => {
      const node = flow.getNode(key);
      const element = document.activeElement?.closest('.react-flow__node');
      if (!node || element?.getAttribute('data-id') !== key) return;
      void flow.setCenter(node.position.x + NODE_WIDTH / 2, node.position.y + NODE_HEIGHT / 2, {
        zoom: Math.max(flow.getZoom(), 0.6),
        duration: 150,
      });
    },
    [flow],
  );
}

/** The thing itself and what it uses and is used by. */
function nearTo({ edges }: SegmentGraph, active: string | null): Set<string> {
  const near = new Set(active === null ? [] : [active]);
  for (const { from, to } of edges) {
    if (from === active) near.add(to);
    if (to === active) near.add(from);
  }
  return near;
}
