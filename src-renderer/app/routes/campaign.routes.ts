import type { ScreenRoute } from '../screen-route.ts';

export const campaignRoutes: ScreenRoute[] = [];
