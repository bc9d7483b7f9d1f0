import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';

/** How much of a send is over: of the recipients, all but those still waiting or on the wire. */
export function progressOf(counts: CampaignCounts): { done: number; all: number } {
  const waiting = counts.queued + counts.claimed + counts.in_data + counts.deferred;
  const all = counts.audience - counts.skipped;
  return { done: all - waiting, all };
}
