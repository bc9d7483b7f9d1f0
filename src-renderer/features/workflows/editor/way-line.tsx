import { BaseEdge, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo } from 'react';
import classes from './editor.module.css';
import type { Way } from './ways.ts';

/** A connection with its way out written on it. The text is not measured: reading its size would lay the page out anew for each. */
export const WayLine = memo(function WayLine({ label, markerEnd, data, ...ends }: EdgeProps<Way>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = ends;
  const [path, x, y] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition });
  return (
    <g className={classes.way} data-diff={data?.diff}>
      <BaseEdge path={path} markerEnd={markerEnd} interactionWidth={20} />
      {label !== undefined && (
        <text className={classes.wayWord} x={x} y={y} textAnchor="middle" dominantBaseline="central">
          {label}
        </text>
      )}
    </g>
  );
});
