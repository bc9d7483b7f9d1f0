import type { ScreenRoute } from '../screen-route.ts';

export const mailboxRoutes: ScreenRoute[] = [];
