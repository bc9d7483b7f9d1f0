import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const transactionalRoutes: ScreenRoute[] = [
  {
    path: '/transactional',
    permission: 'transactional.read',
    screen: lazy(() => import('#renderer/features/transactional/transactional.screen.tsx')),
  },
  {
    path: '/transactional/:id',
    permission: 'transactional.read',
    screen: lazy(() => import('#renderer/features/transactional/message.screen.tsx')),
  },
];
