/** How a contact stands on a channel. Derived, never typed in. */
export const CONTACT_STATUSES = [
  'deliverable',
  'unconfirmed',
  'unsubscribed',
  'bounced',
  'complained',
  'blocked',
  'no_address',
] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

export const MEMBER_STATES = ['subscribed', 'unconfirmed', 'unsubscribed'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export const SUPPRESSION_REASONS = ['unsubscribed', 'bounced', 'complained', 'blocked'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

export interface StatusFacts {
  has_address: boolean;
  suppression: SuppressionReason | null;
  /** State on each list the contact is or was on. */
  memberships: readonly MemberState[];
}

/**
 * An address that must get nothing says why. Somebody who is on lists but subscribed to none is unconfirmed or has left;
 * somebody on no list can be written to. `repositories/contact-status.sql.ts` says the same in SQL.
 */
export function contactStatus({ has_address, suppression, memberships }: StatusFacts): ContactStatus {
  if (!has_address) return 'no_address';
  if (suppression) return suppression;
  if (memberships.length === 0 || memberships.includes('subscribed')) return 'deliverable';
  return memberships.includes('unconfirmed') ? 'unconfirmed' : 'unsubscribed';
}
