/** Why a mail was not delivered. */
export const BOUNCE_REASONS = [
  'user_unknown',
  'host_unknown',
  'moved',
  'not_accepting',
  'mailbox_full',
  'suspended',
  'filtered',
  'too_big',
  'spam',
  'virus',
  'content',
  'policy',
  'blocked',
  'reputation',
  'authentication',
  'reverse_dns',
  'relaying',
  'sender_rejected',
  'security',
  'rate',
  'too_many_connections',
  'expired',
  'network',
  'tls',
  'syntax',
  'mailer',
  'system',
  'undefined',
] as const;
export type BounceReason = (typeof BOUNCE_REASONS)[number];

const ADDRESS_IS_BAD: ReadonlySet<BounceReason> = new Set(['user_unknown', 'host_unknown', 'moved', 'not_accepting']);

/** Nothing will ever arrive at this address. */
export function isAddressBad(reason: BounceReason): boolean {
  return ADDRESS_IS_BAD.has(reason);
}

const SENDER_AT_FAULT: ReadonlySet<BounceReason> = new Set([
  'authentication',
  'reverse_dns',
  'blocked',
  'reputation',
  'relaying',
  'sender_rejected',
]);

/** The sending domain or server has to be put right; the recipient has nothing to do with it. */
export function isSenderAtFault(reason: BounceReason): boolean {
  return SENDER_AT_FAULT.has(reason);
}
