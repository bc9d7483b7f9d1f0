import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const mailboxRoutes: ScreenRoute[] = [
  {
    path: '/mailbox',
    permission: 'mailbox.read',
    screen: lazy(() => import('#renderer/features/mailbox/mailbox.screen.tsx')),
  },
];
