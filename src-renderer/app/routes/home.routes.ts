import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const homeRoutes: ScreenRoute[] = [
  { path: '/', permission: 'report.read', screen: lazy(() => import('#renderer/features/home/home.screen.tsx')) },
  {
    path: '/activity',
    permission: 'delivery.read',
    screen: lazy(() => import('#renderer/features/home/activity.screen.tsx')),
  },
];
