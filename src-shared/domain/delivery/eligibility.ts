/** Why somebody who was addressed gets nothing; the first that holds, in this order, is the one that counts. */
export const SKIP_REASONS = [
  'no_address',
  'invalid_address',
  'complained',
  'bounced',
  'suppressed',
  'unsubscribed',
  'unconfirmed',
  'excluded',
  'paused',
  'frequency_cap',
  'over_limit',
  'too_late',
  'held_out',
  'duplicate_address',
  'template_error',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

const WORDS: Record<SkipReason, string> = {
  no_address: 'Left out: there is no address or number to write to.',
  invalid_address: 'Left out: the address or number is not valid.',
  complained: 'Left out: they reported an earlier message as spam.',
  bounced: 'Left out: earlier messages to this address came back.',
  suppressed: 'Left out: this address is blocked.',
  unsubscribed: 'Left out: they have unsubscribed.',
  unconfirmed: 'Left out: they have not confirmed their subscription yet.',
  excluded: 'Left out: they are in a list or an earlier campaign that this one excludes, or opened the one it repeats.',
  paused: 'Left out: they want no campaigns for a while.',
  frequency_cap: 'Left out: they had a campaign lately and want fewer.',
  over_limit: 'Left out: they have had as many campaigns lately as the organization allows.',
  too_late: 'Left out: their local time had passed already.',
  held_out: 'Left out: they are in the hold-out group, to compare with.',
  duplicate_address: 'Left out: another contact with the same address gets it.',
  template_error: 'Left out: the message could not be filled in with their data.',
};

export function isSkipReason(text: string): text is SkipReason {
  return SKIP_REASONS.some((reason) => reason === text);
}

export function sayWhySkipped(reason: SkipReason): string {
  return WORDS[reason];
}
