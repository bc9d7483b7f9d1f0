import { describe, expect, it } from 'vitest';
import {
  CAMPAIGN_STATES,
  type CampaignAction,
  type CampaignState,
  isAllowed,
  sayWhyNot,
  transitionOf,
} from '#shared/domain/campaign/campaign-state.ts';

const ALLOWED: Record<CampaignAction, CampaignState[]> = {
  edit: ['draft'],
  delete: ['draft'],
  schedule: ['draft', 'scheduled'],
  unschedule: ['scheduled'],
  start: ['draft', 'scheduled'],
  start_on_time: ['scheduled'],
  end_series: ['scheduled'],
  hold: ['scheduled'],
  pause: ['sending'],
  resume: ['paused'],
  cancel: ['scheduled', 'sending', 'paused'],
  reopen: ['sent'],
  finish: ['sending', 'paused'],
  fail: ['sending', 'paused'],
};

describe('the states of a campaign', () => {
  it.each(Object.entries(ALLOWED))('allow %s only from %j', (name, states) => {
    const action = name as CampaignAction;
    expect(CAMPAIGN_STATES.filter((state) => isAllowed(action, state))).toEqual(states);
  });

  it('have no way out of cancelled and failed', () => {
    for (const action of Object.keys(ALLOWED) as CampaignAction[]) {
      expect(transitionOf(action).from).not.toContain('cancelled');
      expect(transitionOf(action).from).not.toContain('failed');
    }
  });

  it('say in a plain sentence why an action is not possible', () => {
    expect(sayWhyNot('start', 'sending')).toBe("This campaign can't be sent: it is being sent already.");
    expect(sayWhyNot('edit', 'sent')).toBe("This campaign can't be changed: it has been sent already.");
  });
});
