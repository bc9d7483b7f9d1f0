import { type AudienceRule, NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import type { CampaignState } from '#shared/domain/campaign/campaign-state.ts';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import type { PushParts } from '#shared/domain/push/push-content.ts';
import { PLAIN_TIMING, type SendTiming } from '#shared/domain/timing/send-timing.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { type CampaignCounts, campaignCounts } from './campaign-counts.ts';

/** A campaign as people see it, without its texts. */
export interface CampaignView {
  id: string;
  name: string;
  channel: Channel;
  state: CampaignState;
  reason: string | null;
  preparing: boolean;
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  sender_id: string | null;
  audience: AudienceRule;
  track_opens: boolean;
  track_clicks: boolean;
  embed_pictures: boolean;
  link_tags: LinkTags | null;
  push: PushParts | null;
  schedule: { local: string; timezone: string; at: Instant } | null;
  timing: SendTiming;
  /** From which it began. */
  template: { id: string; name: string; version: number } | null;
  /** The campaign that repeats, of which this is a run. */
  series: { id: string; name: string } | null;
  hold_until: Instant | null;
  counts: CampaignCounts;
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
  revision: number;
}

export interface CampaignViewRow {
  no: number;
  id: string;
  name: string;
  channel: Channel;
  state: CampaignState;
  reason: string | null;
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  sender_id: string | null;
  audience: string;
  track_opens: number;
  track_clicks: number;
  embed_pictures: number;
  schedule_local: string | null;
  schedule_timezone: string | null;
  schedule_at: number | null;
  hold_until: number | null;
  timing: string | null;
  link_tags: string | null;
  push: string | null;
  series: string | null;
  template: string | null;
  counts: string;
  hits: string;
  created_by: string | null;
  created_at: number;
  updated_at: number;
  started_at: number | null;
  frozen_at: number | null;
  finished_at: number | null;
  revision: number;
}

export const CAMPAIGN_COLUMNS = `s.no, c.id, c.name, s.channel, s.state, s.reason, s.subject, s.preheader, s.body_kind, s.audience,
  s.track_opens, s.track_clicks, s.embed_pictures, s.schedule_local, s.schedule_timezone, s.schedule_at, s.hold_until, s.created_at, s.updated_at,
  s.started_at, s.frozen_at, s.finished_at, s.revision, sn.id AS sender_id, u.name AS created_by, s.timing, s.link_tags, s.push,
  (SELECT json_object('id', p.id, 'name', p.name) FROM campaign p WHERE p.no = c.series_no) AS series,
  (SELECT json_object('id', t.id, 'name', t.name, 'version', s.template_version) FROM template t WHERE t.no = s.template_no)
    AS template,
  (SELECT json_group_object(measure, n) FROM send_count WHERE send_no = s.no) AS counts,
  (SELECT json_group_object(measure, json_array(uniques, total)) FROM (
    SELECT measure, sum(uniques) AS uniques, sum(total) AS total FROM send_minute WHERE send_no = s.no GROUP BY measure
  )) AS hits`;

export const CAMPAIGN_TABLES = `send s JOIN campaign c ON c.no = s.campaign_no
  LEFT JOIN sender sn ON sn.no = s.sender_no
  LEFT JOIN user u ON u.id = c.created_by`;

export function campaignView(row: CampaignViewRow): CampaignView {
  const { no: _no, schedule_local, schedule_timezone, schedule_at, frozen_at, counts, hits, ...rest } = row;
  const isScheduled = schedule_local !== null && schedule_timezone !== null && schedule_at !== null;
  return {
    ...rest,
    preparing: (row.state === 'sending' || row.state === 'paused') && row.started_at !== null && frozen_at === null,
    audience: { ...NOBODY, ...(JSON.parse(row.audience) as AudienceRule) },
    track_opens: row.track_opens === 1,
    track_clicks: row.track_clicks === 1,
    embed_pictures: row.embed_pictures === 1,
    schedule: isScheduled ? { local: schedule_local, timezone: schedule_timezone, at: instantOf(schedule_at) } : null,
    hold_until: row.hold_until === null ? null : instantOf(row.hold_until),
    timing: { ...PLAIN_TIMING, ...(row.timing ? (JSON.parse(row.timing) as SendTiming) : {}) },
    push: row.push ? (JSON.parse(row.push) as PushParts) : null,
    link_tags: row.link_tags ? (JSON.parse(row.link_tags) as LinkTags) : null,
    template: row.template ? (JSON.parse(row.template) as CampaignView['template']) : null,
    series: row.series ? (JSON.parse(row.series) as CampaignView['series']) : null,
    counts: campaignCounts(JSON.parse(counts), JSON.parse(hits)),
    created_at: instantOf(row.created_at),
    updated_at: instantOf(row.updated_at),
    started_at: row.started_at === null ? null : instantOf(row.started_at),
    finished_at: row.finished_at === null ? null : instantOf(row.finished_at),
  };
}
