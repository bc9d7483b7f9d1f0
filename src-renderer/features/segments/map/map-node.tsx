import { Text } from '@mantine/core';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { addressOf, REFERENCE_SIGNS } from '../reference.ts';
import type { MapNode } from './lay-out-map.ts';
import classes from './map.module.css';

export type MapFlowNode = Node<{
  reference: MapNode;
  state: 'plain' | 'near' | 'far';
  onActive(active: boolean): void;
}>;

/** One thing, which opens when it is clicked. Pointing at it or reaching it by keyboard brings out what it hangs together with. */
export function MapNodeBox({ data: { reference, state, onActive } }: NodeProps<MapFlowNode>) {
  const { t } = useTranslation('segment');
  const Sign = REFERENCE_SIGNS[reference.kind];
  const href = addressOf(reference);
  const words = (
    <>
      <Sign size={18} aria-hidden />
      <span className={classes.words}>
        <Text span size="sm" fw={500} truncate>
          {reference.name}
        </Text>
        <Text span size="xs" c="dimmed">
          {t(`uses.kind.${reference.kind}`)}
        </Text>
      </span>
    </>
  );
  const behaviour = {
    className: classes.node,
    'data-kind': reference.kind,
    'data-state': state,
    title: reference.name,
    onFocus: () => onActive(true),
    onBlur: () => onActive(false),
    onMouseEnter: () => onActive(true),
    onMouseLeave: () => onActive(false),
  };
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes.handle} />
      {href ? (
        <Link href={href} {...behaviour}>
          {words}
        </Link>
      ) : (
        <div {...behaviour}>{words}</div>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle} />
    </>
  );
}
