import type { JobHandler } from '#main/queue/job-handler.ts';
import { releaseRest } from '#main/services/experiment/experiment.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function campaignReleaseRestJob(ctx: ServiceContext): JobHandler<'campaign.release-rest'> {
  return { max_attempts: 20, run: ({ campaign_id }, { signal }) => releaseRest(ctx, campaign_id, signal) };
}
