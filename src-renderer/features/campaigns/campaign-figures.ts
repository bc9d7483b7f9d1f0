import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';

/** Handed over; what came back or was reported as spam later had been sent too. */
export function sentOf({ accepted, bounced, complained }: CampaignCounts): number {
  return accepted + bounced + complained;
}

/** Not decided yet: something is still going to happen to these by itself. */
export function waitingOf({ queued, claimed, in_data, deferred }: CampaignCounts): number {
  return queued + claimed + in_data + deferred;
}

/** Everybody addressed who is not left out. */
export function recipientsOf({ audience, skipped }: CampaignCounts): number {
  return audience - skipped;
}

/** Seconds until the rest is out at the present rate; null while that can't be told. */
export function secondsLeft(counts: CampaignCounts, ratePerSecond: number | null): number | null {
  return ratePerSecond && ratePerSecond > 0 ? waitingOf(counts) / ratePerSecond : null;
}
