import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

const segment = lazy(() => import('#renderer/features/segments/segment.screen.tsx'));

export const segmentRoutes: ScreenRoute[] = [
  {
    path: '/segments',
    permission: 'segment.read',
    screen: lazy(() => import('#renderer/features/segments/segments.screen.tsx')),
  },
  {
    path: '/segments/map',
    permission: 'segment.read',
    screen: lazy(() => import('#renderer/features/segments/map/map.screen.tsx')),
  },
  { path: '/segments/new', permission: 'segment.write', screen: segment },
  { path: '/segments/:id', permission: 'segment.read', screen: segment },
];
