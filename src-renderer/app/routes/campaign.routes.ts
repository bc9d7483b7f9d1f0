import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

export const campaignRoutes: ScreenRoute[] = [
  {
    path: '/campaigns',
    permission: 'campaign.read',
    screen: lazy(() => import('#renderer/features/campaigns/campaigns.screen.tsx')),
  },
  {
    path: '/campaigns/new',
    permission: 'campaign.write',
    screen: lazy(() => import('#renderer/features/campaigns/new-campaign.screen.tsx')),
  },
  {
    path: '/campaigns/:id',
    permission: 'campaign.read',
    screen: lazy(() => import('#renderer/features/campaigns/campaign.screen.tsx')),
  },
  {
    path: '/failures',
    permission: 'delivery.read',
    screen: lazy(() => import('#renderer/features/campaigns/failures/failures.screen.tsx')),
  },
];
