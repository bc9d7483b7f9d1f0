import * as z from 'zod';
import { EXPORT_FORMATS } from '#shared/domain/export-format.ts';
import { HOME_TILES, TILE_SIZES } from '#shared/domain/home-tile.ts';
import { ACTIVITIES } from '#shared/domain/tracking/activity.ts';
import { DIMENSIONS } from '#shared/domain/tracking/breakdown.ts';
import { CampaignRow, TimelinePoint } from './campaign.contract.ts';
import { byId, Id, InstantText, pageOf, paging } from './fields.ts';
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
  worsened_domains: z.array(z.string()).describe('Sending domains with a DNS record that was fine and is not any more'),
  running: z.array(CampaignRow),
  recent: z.array(CampaignRow),
  points: z.array(TimelinePoint).describe('The last 60 minutes, a minute each'),
  as_of: InstantText,
});
export type HomeSummary = z.infer<typeof HomeSummary>;

const TrendSums = {
  sent: z.int(),
  opened: z.int().describe('Messages that people opened'),
  clicked: z.int(),
  unsubscribed: z.int(),
  failed: z.int(),
  joined: z.int().describe('Contacts that came then and are still there'),
  left: z.int().describe('How often somebody left all mail or a topic'),
};

export const HomeTrend = z.object({
  days: z.array(z.object({ at: InstantText, ...TrendSums })).describe('30 days of the organization, the last is today'),
  now: z.object(TrendSums).describe('Their sums'),
  before: z.object(TrendSums).describe('The sums of the 30 days before'),
});
export type HomeTrend = z.infer<typeof HomeTrend>;

const PlacedTile = z.object({
  id: z.enum(HOME_TILES),
  size: z.enum(TILE_SIZES).describe('Numbers: small or medium; all others: large or full'),
  hidden: z.boolean().default(false),
});

export const HomeArrangement = z.object({
  tiles: z.array(PlacedTile).describe('Each tile once, in the order in which they stand'),
  usual: z.boolean().describe('Nothing was moved: it is what the role begins with'),
});
export type HomeArrangement = z.infer<typeof HomeArrangement>;

export const Outcome = {
  sent: z.int(),
  opened: z.int().describe('People'),
  clicked: z.int().describe('People'),
  unsubscribed: z.int(),
  bounced: z.int(),
  failed: z.int(),
};

export const Goal = z.object({
  event: z.string().trim().min(1).max(200).describe('What counts as reaching it'),
  amount: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullable()
    .describe('The number of the event that is money; null: none is counted'),
  days: z.int().min(1).max(90).describe('So long after the last touch it counts'),
  touch: z.enum(['open', 'click']).describe('What an event must follow; those of people alone'),
});
export type Goal = z.infer<typeof Goal>;

const Conversion = z.object({ people: z.int(), events: z.int(), revenue: z.number() });

const Closing = z.object({
  at: InstantText,
  days: z.int().describe('From the last message to the closing, as they should have been'),
  outcome: z.object(Outcome),
  goal: Goal.nullable().describe('What the campaign was for then'),
  conversion: Conversion.nullable(),
  rules_version: z.int().describe('Of the rules that told people from machines'),
});

export const CampaignReport = z.object({
  breakdown: z
    .array(
      z.object({
        dimension: z.enum(DIMENSIONS),
        value: z
          .string()
          .describe('Empty: not known; * of domains: all smaller ones; of hour: day from Monday (0) and hour'),
        ...Outcome,
      }),
    )
    .describe(
      'Outcomes by mailbox provider, domain, country, program, device, hour; reasons of leavings and of failures',
    ),
  as_of: InstantText.nullable().describe('When the breakdown was reckoned; null: it will be in a moment'),
  usual: z
    .object({ campaigns: z.int(), opened: z.number(), clicked: z.number(), unsubscribed: z.number() })
    .nullable()
    .describe('Medians of the last campaigns, as shares of what was sent; null: fewer than three'),
  at_completion: z
    .object({ at: InstantText, opened: z.int(), clicked: z.int(), unsubscribed: z.int() })
    .nullable()
    .describe('What had come when the last message was sent; the rest came since then'),
  closes_at: InstantText.nullable().describe('When its figures will be kept; null: they are, or not all is sent'),
  closing: Closing.nullable().describe('What it said when the time for answers was over; the rest came since then'),
  goal: Goal.nullable(),
  conversion: Conversion.nullable().describe(
    'Events that followed the last touch in time; each belongs to one campaign',
  ),
});
export type CampaignReport = z.infer<typeof CampaignReport>;

export const ClickMap = z.object({
  html: z.string().describe('The mail as a made-up person gets it; empty when it can not be filled in for them'),
  sent: z.int().describe('How many were sent it, the base of the shares'),
  links: z.array(
    z.object({
      index: z.int(),
      url: z.string(),
      href: z.string().describe('Its address in `html`, which counts nothing'),
      people: z.int().describe('Who followed it, each once, machines aside'),
    }),
  ),
});
export type ClickMap = z.infer<typeof ClickMap>;

export const ActivityEntry = z.object({
  id: z.string(),
  contact_id: Id.nullable(),
  name: z.string(),
  address: z.string(),
  campaign_id: Id,
  campaign: z.string(),
  at: InstantText,
});
export type ActivityEntry = z.infer<typeof ActivityEntry>;

export const reports = {
  home: needs('report.read')
    .route({ method: 'GET', path: '/analytics/summary', tags: ['Reports'], summary: 'The home dashboard' })
    .output(HomeSummary),
  trend: needs('report.read')
    .route({
      method: 'GET',
      path: '/analytics/trend',
      tags: ['Reports'],
      summary: 'What was sent and done, who came and who left, day by day',
    })
    .output(HomeTrend),
  arrangement: needs('report.read')
    .route({
      method: 'GET',
      path: '/analytics/arrangement',
      tags: ['Reports'],
      summary: 'How the caller has arranged the home dashboard',
    })
    .output(HomeArrangement),
  arrange: needs('report.read')
    .route({
      method: 'PUT',
      path: '/analytics/arrangement',
      tags: ['Reports'],
      summary: 'Arrange the home dashboard of the caller',
    })
    .input(
      z.object({
        tiles: z
          .array(PlacedTile)
          .max(50)
          .nullable()
          .describe('Tiles that are not named come last; null: as usual again'),
      }),
    )
    .output(HomeArrangement),
  activity: needs('delivery.read')
    .route({
      method: 'GET',
      path: '/analytics/activity',
      tags: ['Reports'],
      summary: 'The messages behind a number of the home dashboard',
    })
    .input(z.object({ what: z.enum(ACTIVITIES), ...paging }))
    .output(pageOf(ActivityEntry)),
  campaign: needs('report.read')
    .route({
      method: 'GET',
      path: '/campaigns/{id}/report',
      tags: ['Reports'],
      summary: 'What came of a campaign, by whom',
    })
    .input(byId)
    .output(CampaignReport),
  exportCampaign: needs('report.read')
    .route({
      method: 'GET',
      path: '/campaigns/{id}/report/file',
      tags: ['Reports'],
      summary: 'Its numbers, links and breakdowns as a file, as they are now and as they were at its closing',
    })
    .input(byId.extend({ format: z.enum(EXPORT_FORMATS).default('xlsx') }))
    .output(z.file()),
  clicks: needs('report.read')
    .route({
      method: 'GET',
      path: '/campaigns/{id}/clicks',
      tags: ['Reports'],
      summary: 'The mail of a campaign, and how many people followed each of its links',
    })
    .input(
      byId.extend({
        variant: z.coerce.number().int().min(0).max(4).optional().describe('Of this variant alone, and whoever got it'),
      }),
    )
    .output(ClickMap),
  setGoal: needs('campaign.write')
    .route({ method: 'PUT', path: '/campaigns/{id}/goal', tags: ['Reports'], summary: 'Say what a campaign is for' })
    .input(z.object({ id: Id, goal: Goal.nullable().describe('null: none any more') }))
    .output(CampaignReport),
};
