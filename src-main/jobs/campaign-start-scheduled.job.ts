import type { JobHandler } from '#main/queue/job-handler.ts';
import { startScheduled } from '#main/services/campaign/campaign-run.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function campaignStartScheduledJob(ctx: ServiceContext): JobHandler<'campaign.start-scheduled'> {
  return { max_attempts: 20, run: ({ campaign_id }) => startScheduled(ctx, campaign_id) };
}
