import type { BounceReason } from './bounce-reason.ts';

/**
 * What a mail to one of our addresses, or a provider's message, turns out to be. `delay` is a warning while a server still tries;
 * `feedback_other` a report that nobody complained in; `none` is not about our mail at all.
 */
export const FEEDBACK_KINDS = [
  'bounce',
  'delay',
  'delivered',
  'complaint',
  'feedback_other',
  'auto_reply',
  'human_reply',
  'unsubscribe',
  'read_receipt',
  'none',
] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

export const FEEDBACK_ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
export type FeedbackAction = (typeof FEEDBACK_ACTIONS)[number];

/** `hard`: the address is bad. `soft`: it may take mail another time. `none`: nothing failed. */
export type BounceClass = 'hard' | 'soft' | 'none';

/** What a report says about one recipient. */
export interface FeedbackRecipient {
  /** The address that was written to; null where the report hides it. */
  recipient: string | null;
  /** Where the mail had been forwarded to, when that is another address. */
  final_recipient: string | null;
  action: FeedbackAction | null;
  class: BounceClass;
  /** Enhanced status code, for example `5.1.1`. */
  status: string | null;
  /** SMTP reply code, for example `550`. */
  reply: string | null;
  reason: BounceReason | null;
  /** What the server said, in its words. */
  diagnostic: string;
  original_message_id: string | null;
  /** The sending domain has to be put right; never a reason to leave the recipient out. */
  sender_fault: boolean;
  /** Whether one report like this is enough to never write to the address again. */
  suppress: boolean;
}

export interface FeedbackReport {
  kind: FeedbackKind;
  recipients: FeedbackRecipient[];
  /** `abuse`, `not-spam` and so on, of a feedback report. */
  feedback_type: string | null;
  /** Addresses at which the original expected its bounces, as far as the report tells; ours carry a token. */
  return_paths: string[];
  /** Who sent the report. */
  from: string | null;
  subject: string;
}
