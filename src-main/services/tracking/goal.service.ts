import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { type CampaignReport, campaignReport } from '#main/repositories/tracking/campaign-report.repo.ts';
import { saveGoal } from '#main/repositories/tracking/goal.repo.ts';
import type { Goal } from '#shared/domain/campaign/goal.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** Says what a campaign is for; it may be said and changed at any time. @throws HeraldError NOT_FOUND */
export function changeGoal(
  ctx: Pick<ServiceContext, 'db'>,
  actor: string,
  { id, goal }: { id: string; goal: Goal | null },
): CampaignReport {
  ctx.db.write((tx) => {
    const { campaign_no } = found(findCampaign(tx, id), 'campaign');
    saveGoal(tx, campaign_no, goal);
    tx.record({ type: 'campaign.goal_changed', subject: `campaign:${id}`, actor, data: { goal } });
    tx.touch(`campaign-stats:${id}`);
    tx.touch(`campaign-breakdown:${id}`);
  });
  return campaignReport(ctx.db.reader, id);
}
