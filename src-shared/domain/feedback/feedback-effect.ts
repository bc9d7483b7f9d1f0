/** What followed from a report for one delivery. */
export const FEEDBACK_EFFECTS = ['none', 'delay', 'bounced', 'complained', 'unsubscribed', 'delivered'] as const;
export type FeedbackEffect = (typeof FEEDBACK_EFFECTS)[number];
