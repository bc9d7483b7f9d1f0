import type { CampaignStats } from '#shared/contract/campaign.contract.ts';
import type { DeliveryState } from '#shared/contract/delivery.contract.ts';
import { DeliveryState as DeliveryStates } from '#shared/contract/delivery.contract.ts';
import type { HeraldClient } from '../connect.ts';
import type { Deeds } from './act-as-recipients.ts';

const PAGE = 200;
const PATIENCE = 15_000;

/** Waits until the counters have caught up with what was done over HTTP, or patience ends. */
export async function settledStats(client: HeraldClient, id: string, deeds: Deeds): Promise<CampaignStats> {
  const stop = AbortSignal.timeout(PATIENCE);
  const notices = await client.stream.watch(undefined, { signal: stop });
  let stats = await client.campaigns.stats({ id });
  try {
    while (!agree(stats, deeds)) {
      const { done } = await notices.next();
      stats = await client.campaigns.stats({ id });
      if (done) break;
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  }
  await notices.return?.();
  return client.campaigns.stats({ id });
}

function agree({ counts }: CampaignStats, deeds: Deeds): boolean {
  return (
    counts.opened_unique === deeds.opened &&
    counts.clicked_unique === deeds.clicked &&
    counts.unsubscribed === deeds.unsubscribed
  );
}

/**
 * Whether every number equals the list behind it: the states add up to the audience, each state's count is the number of its
 * rows, each accepted message lies in the mailbox, and engagement is what the recipients really did.
 */
export async function reconciles(
  client: HeraldClient,
  id: string,
  stats: CampaignStats,
  deeds: Deeds,
): Promise<boolean> {
  const rows = await countRows(client, id);
  const { counts } = stats;
  const sum = DeliveryStates.options.reduce((total, state) => total + counts[state], 0);
  return (
    sum === counts.audience &&
    DeliveryStates.options.every((state) => counts[state] === (rows.get(state) ?? 0)) &&
    counts.accepted === deeds.received &&
    agree(stats, deeds)
  );
}

async function countRows(client: HeraldClient, id: string): Promise<Map<DeliveryState, number>> {
  const rows = new Map<DeliveryState, number>();
  let cursor: string | undefined;
  do {
    const page = await client.campaigns.deliveries({ id, limit: PAGE, cursor });
    for (const { state } of page.items) rows.set(state, (rows.get(state) ?? 0) + 1);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return rows;
}
