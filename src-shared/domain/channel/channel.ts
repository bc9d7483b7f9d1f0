/** By what a message reaches somebody. */
export const CHANNELS = ['email', 'sms', 'push', 'chat'] as const;
export type Channel = (typeof CHANNELS)[number];
