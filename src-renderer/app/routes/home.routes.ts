import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const homeRoutes: ScreenRoute[] = [
  { path: '/', permission: 'report.read', screen: lazy(() => import('#renderer/features/home/home.screen.tsx')) },
];
