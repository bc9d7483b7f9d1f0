/** What people may say when they leave. */
export const LEAVE_REASONS = ['too_many', 'not_relevant', 'never_signed_up', 'other'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];

export function isLeaveReason(text: string | null): text is LeaveReason {
  return (LEAVE_REASONS as readonly (string | null)[]).includes(text);
}

/** How much people may say in their own words. */
export const LONGEST_WORDS = 500;
