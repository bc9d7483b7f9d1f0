import type { JobHandler } from '#main/queue/job-handler.ts';
import { decideTest } from '#main/services/experiment/experiment.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function campaignDecideTestJob(ctx: ServiceContext): JobHandler<'campaign.decide-test'> {
  return { max_attempts: 20, run: async ({ campaign_id }) => decideTest(ctx, campaign_id) };
}
