import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const workflowRoutes: ScreenRoute[] = [
  {
    path: '/workflows',
    permission: 'workflow.read',
    screen: lazy(() => import('#renderer/features/workflows/workflows.screen.tsx')),
  },
  {
    path: '/workflows/:id',
    permission: 'workflow.read',
    screen: lazy(() => import('#renderer/features/workflows/workflow.screen.tsx')),
  },
];
