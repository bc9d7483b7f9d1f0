import type { JobHandler } from '#main/queue/job-handler.ts';
import { failPreflight, lookUnderWay } from '#main/services/preflight/preflight.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { requireOrganization, trackingBase } from '#main/services/tracking/tracking-address.ts';
import { reasonOfFailure } from '#shared/domain/reason/reason-of-failure.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';

/** As with exports: kills are survived, a failure is told. */
export function campaignPreflightJob(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'log' | 'endpoints' | 'preflights'>,
): JobHandler<'campaign.preflight'> {
  return {
    max_attempts: Number.MAX_SAFE_INTEGER,
    async run({ campaign_id }, { signal }) {
      const base_url = trackingBase(ctx, requireOrganization(ctx.db.reader));
      const look = lookUnderWay(ctx, campaign_id);
      if (look === null) return;
      try {
        await ctx.preflights.run({ campaign_id, base_url }, signal);
      } catch (error) {
        signal.throwIfAborted();
        ctx.log.error({ err: error, campaign: campaign_id }, 'preflight failed');
        failPreflight(ctx, { id: campaign_id, look, reason: sayReason(reasonOfFailure(error)) });
      }
      signal.throwIfAborted();
    },
  };
}
