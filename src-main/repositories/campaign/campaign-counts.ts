import { DELIVERY_STATES, type DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import type { Outcome } from '#shared/domain/tracking/breakdown.ts';

export type CampaignCounts = Record<DeliveryState, number> & {
  audience: number;
  opened_unique: number;
  opened_total: number;
  opened_human: number;
  clicked_unique: number;
  clicked_total: number;
  clicked_human: number;
  unsubscribed: number;
};

/** Deliveries that did something, and how often, by measure. */
export type HitSums = Partial<Record<string, [uniques: number, total: number]>>;

/** The sums of a send from its counters: `counts` by state or `skipped:<reason>`. */
export function campaignCounts(counts: Record<string, number>, hits: HitSums): CampaignCounts {
  const states = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Record<DeliveryState, number>;
  let audience = 0;
  for (const [measure, n] of Object.entries(counts)) {
    const [state = measure] = measure.split(':', 1);
    states[state as DeliveryState] += n;
    audience += n;
  }
  const [opened_unique, opened_total] = hits.opened ?? [0, 0];
  const [clicked_unique, clicked_total] = hits.clicked ?? [0, 0];
  const [unsubscribed] = hits.unsubscribed ?? [0];
  const [opened_human] = hits.human_opened ?? [0];
  const [clicked_human] = hits.human_clicked ?? [0];
  return {
    audience,
    ...states,
    opened_unique,
    opened_total,
    opened_human,
    clicked_unique,
    clicked_total,
    clicked_human,
    unsubscribed,
  };
}

/** What came of a send as a whole; opened and clicked by people. What came back later had been sent too. */
export function outcomeOf(counts: CampaignCounts): Outcome {
  const { accepted, bounced, complained, failed, unsubscribed } = counts;
  return {
    sent: accepted + bounced + complained,
    opened: counts.opened_human,
    clicked: counts.clicked_human,
    unsubscribed,
    bounced,
    failed,
  };
}
