/** What the first screen counts; each number has the list of its messages. */
export const ACTIVITIES = ['sent', 'opened', 'clicked', 'unsubscribed', 'failed'] as const;
export type Activity = (typeof ACTIVITIES)[number];
