/**
 *            schedule            start                 finish
 *   draft ──────────► scheduled ───────► sending ─────────────► sent
 *     ▲  └─ start ───────────────────────▲  │ ▲        fail
 *     └── unschedule ──┘ │      hold  pause │ │ resume ────────► failed
 *                        └────────► paused ◄┘─┘
 *   A campaign that repeats stays scheduled; each of its runs is a campaign of its own, and after the last end_series leads to sent.
 *   cancel leads from scheduled, sending and paused to cancelled. Cancelled and failed are ends; reopen leads from sent back
 *   to sending, when messages of unknown fate are sent again.
 */
export const CAMPAIGN_STATES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

interface Transition {
  from: readonly CampaignState[];
  to: CampaignState;
}

const TRANSITIONS = {
  edit: { from: ['draft'], to: 'draft' },
  delete: { from: ['draft'], to: 'draft' },
  schedule: { from: ['draft', 'scheduled'], to: 'scheduled' },
  unschedule: { from: ['scheduled'], to: 'draft' },
  start: { from: ['draft', 'scheduled'], to: 'sending' },
  start_on_time: { from: ['scheduled'], to: 'sending' },
  /** A campaign that repeats has had its last run. */
  end_series: { from: ['scheduled'], to: 'sent' },
  /** Its moment came, but it must not start without being asked about. */
  hold: { from: ['scheduled'], to: 'paused' },
  pause: { from: ['sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'sending' },
  cancel: { from: ['scheduled', 'sending', 'paused'], to: 'cancelled' },
  /** Messages that may not have been delivered are to be sent again. */
  reopen: { from: ['sent'], to: 'sending' },
  finish: { from: ['sending', 'paused'], to: 'sent' },
  fail: { from: ['sending', 'paused'], to: 'failed' },
} as const satisfies Record<string, Transition>;

export type CampaignAction = keyof typeof TRANSITIONS;

/** The states from which an action is allowed, and the one it leads to. */
export function transitionOf(action: CampaignAction): Transition {
  return TRANSITIONS[action];
}

export function isAllowed(action: CampaignAction, state: CampaignState): boolean {
  return transitionOf(action).from.includes(state);
}

const DEEDS: Record<CampaignAction, string> = {
  edit: 'changed',
  delete: 'deleted',
  schedule: 'scheduled',
  unschedule: 'taken back to draft',
  start: 'sent',
  start_on_time: 'sent',
  end_series: 'ended',
  hold: 'held',
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  reopen: 'sent again',
  finish: 'finished',
  fail: 'stopped',
};

const CONDITIONS: Record<CampaignState, string> = {
  draft: 'it is still a draft',
  scheduled: 'it is scheduled',
  sending: 'it is being sent already',
  paused: 'it is paused',
  sent: 'it has been sent already',
  cancelled: 'it was cancelled',
  failed: 'it has failed',
};

/** Why an action is not possible now, as a plain sentence. */
export function sayWhyNot(action: CampaignAction, state: CampaignState): string {
  return `This campaign can't be ${DEEDS[action]}: ${CONDITIONS[state]}.`;
}
