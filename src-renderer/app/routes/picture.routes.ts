import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const pictureRoutes: ScreenRoute[] = [
  {
    path: '/media',
    permission: 'template.read',
    screen: lazy(() => import('#renderer/features/pictures/pictures.screen.tsx')),
  },
];
