import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const templateRoutes: ScreenRoute[] = [
  {
    path: '/templates',
    permission: 'template.read',
    screen: lazy(() => import('#renderer/features/templates/templates.screen.tsx')),
  },
  {
    path: '/templates/new',
    permission: 'template.write',
    screen: lazy(() => import('#renderer/features/templates/new-template.screen.tsx')),
  },
  {
    path: '/templates/:id',
    permission: 'template.read',
    screen: lazy(() => import('#renderer/features/templates/template.screen.tsx')),
  },
];
