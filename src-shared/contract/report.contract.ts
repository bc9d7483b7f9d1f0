import * as z from 'zod';
import { CampaignRow, TimelinePoint } from './campaign.contract.ts';
import { InstantText } from './fields.ts';
import { needs } from './procedure.ts';

/** The home dashboard. Each number is the count of a list that the console can open. */
export const HomeSummary = z.object({
  contacts: z.int(),
  deliverable: z.int(),
  lists: z.int(),
  days: z.int().describe('The span of the sums below'),
  sent: z.int(),
  opened: z.int().describe('Messages that people opened at least once'),
  clicked: z.int(),
  opened_any: z.int().describe('Machines included'),
  clicked_any: z.int(),
  unsubscribed: z.int(),
  failed: z.int(),
  unknown: z.int(),
  running: z.array(CampaignRow),
  recent: z.array(CampaignRow),
  points: z.array(TimelinePoint).describe('The last 60 minutes, a minute each'),
  as_of: InstantText,
});
export type HomeSummary = z.infer<typeof HomeSummary>;

export const reports = {
  home: needs('report.read')
    .route({ method: 'GET', path: '/analytics/summary', tags: ['Reports'], summary: 'The home dashboard' })
    .output(HomeSummary),
};
