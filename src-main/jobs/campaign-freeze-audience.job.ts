import type { JobHandler } from '#main/queue/job-handler.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function campaignFreezeAudienceJob(ctx: ServiceContext): JobHandler<'campaign.freeze-audience'> {
  return { max_attempts: 20, run: ({ campaign_id }, { signal }) => freezeAudience(ctx, campaign_id, signal) };
}
