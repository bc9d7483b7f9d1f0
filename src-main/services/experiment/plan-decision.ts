import type { Tx } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { comparesVariants } from '#shared/domain/experiment/experiment.ts';
import { MINUTE } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

/** Has the test looked at when its time is over at the earliest. Called in the transaction that fixes the recipients. */
export function planDecision(
  ctx: Pick<ServiceContext, 'clock' | 'queue'>,
  tx: Tx,
  { id, experiment }: CampaignRecord,
): void {
  if (!experiment || !comparesVariants(experiment)) return;
  const latest = Math.max(...experiment.variants.map(({ delay_minutes }) => delay_minutes));
  const run_at = ctx.clock.now() + (latest + experiment.wait_minutes) * MINUTE;
  ctx.queue.enqueue(tx, 'campaign.decide-test', { campaign_id: id }, { key: id, run_at });
}
