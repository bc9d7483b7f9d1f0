import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

const settings = lazy(() => import('#renderer/features/settings/settings.screen.tsx'));

export const settingsRoutes: ScreenRoute[] = [
  { path: '/settings', permission: 'session.own', screen: settings },
  { path: '/settings/:section', permission: 'session.own', screen: settings },
];
