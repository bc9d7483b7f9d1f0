/** What is kept of somebody's opens and clicks: whose they were, that there was one, or nothing. */
export const TRACKING_CHOICES = ['full', 'anonymous', 'off'] as const;
export type TrackingChoice = (typeof TRACKING_CHOICES)[number];
