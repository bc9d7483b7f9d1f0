import type { JobHandler } from '#main/queue/job-handler.ts';
import { cancelRest } from '#main/services/campaign/audience.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function campaignCancelRestJob(ctx: ServiceContext): JobHandler<'campaign.cancel-rest'> {
  return { max_attempts: 20, run: ({ campaign_id }, { signal }) => cancelRest(ctx, campaign_id, signal) };
}
