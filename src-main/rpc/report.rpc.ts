import { campaignReport } from '#main/repositories/tracking/campaign-report.repo.ts';
import { arrangeHome, arrangementFor } from '#main/services/access/home-arrangement.ts';
import { clickMap } from '#main/services/campaign/click-map.ts';
import { changeGoal } from '#main/services/tracking/goal.service.ts';
import { reportFile } from '#main/services/tracking/report-file.ts';
import { callerOf, os } from './implement.ts';

export const reportsRpc = {
  home: os.reports.home.handler(({ context: { services } }) =>
    services.reads.run('reports.home', { now: services.clock.now() }),
  ),
  trend: os.reports.trend.handler(({ context: { services } }) =>
    services.reads.run('reports.trend', { now: services.clock.now() }),
  ),
  arrangement: os.reports.arrangement.handler(({ context }) => arrangementFor(context.services, callerOf(context))),
  arrange: os.reports.arrange.handler(({ context, input }) => arrangeHome(context.services, callerOf(context), input)),
  activity: os.reports.activity.handler(({ context: { services }, input }) =>
    services.reads.run('reports.activity', { ...input, now: services.clock.now() }),
  ),
  campaign: os.reports.campaign.handler(({ context: { services }, input }) =>
    campaignReport(services.db.reader, input.id),
  ),
  exportCampaign: os.reports.exportCampaign.handler(({ context, input }) => reportFile(context.services, input)),
  clicks: os.reports.clicks.handler(({ context, input }) => clickMap(context.services, input)),
  setGoal: os.reports.setGoal.handler(({ context, input }) =>
    changeGoal(context.services, callerOf(context).user_id, input),
  ),
};
