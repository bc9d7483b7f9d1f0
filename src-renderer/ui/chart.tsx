import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { TimeChartProps } from './time-chart.tsx';

const Drawn = lazy(() => import('./time-chart.tsx'));

/** A chart over time; its library is fetched when the first one is shown. */
export function TimeChart(props: TimeChartProps) {
  const height = props.height ?? 260;
  return (
    <Suspense fallback={<Skeleton height={height + 36} />}>
      <Drawn {...props} />
    </Suspense>
  );
}
