import type { Tx } from '#main/db/access.ts';
import { compileSms } from '#main/rendering/compile-sms.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { replaceLinks } from '#main/repositories/campaign/link.repo.ts';
import type { CampaignAction } from '#shared/domain/campaign/campaign-state.ts';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import { textsOfSend } from '#shared/domain/campaign/texts-of-send.ts';
import type { SendTiming } from '#shared/domain/timing/send-timing.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { approvalObstacle } from '../approval/approval-obstacle.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { changeOrRefuse, requireCampaign, tagsOf, tracksClicks } from './campaign-record.ts';

type Context = Pick<ServiceContext, 'clock' | 'queue' | 'timers'>;

export interface Start {
  action: CampaignAction;
  actor: string | null;
  at_revision?: number;
  timing?: SendTiming;
  content: PreparedContent;
  /** How many would get it, where the rule of approval depends on that. */
  recipients: number | null;
}

/** What is made of the content before it begins, and holds for the whole send. */
export interface PreparedContent {
  track_opens: boolean;
  track_clicks: boolean;
  link_tags: LinkTags;
  links: readonly string[];
}

/**
 * Compiled before the transaction, since that can take long. The organization's word on tracking is taken over here, so that later
 * changes of it don't reach into a running send.
 */
export async function prepareContent(
  ctx: Pick<ServiceContext, 'db' | 'endpoints' | 'rendering'>,
  record: CampaignRecord,
): Promise<PreparedContent> {
  const organization = requireOrganization(ctx.db.reader);
  const { channel, body } = record;
  const base_url = trackingBase(ctx, organization);
  const track_opens = channel === 'email' && record.track_opens && organization.track_opens;
  const track_clicks = tracksClicks(record, organization);
  const link_tags = tagsOf(record, organization);
  const prepared = { track_opens, track_clicks, link_tags };
  if (channel === 'email') {
    const options = { base_url, ...prepared };
    return { ...prepared, links: await ctx.rendering.run('links', { sources: textsOfSend(record), options }) };
  }
  if (!track_clicks) return { ...prepared, links: [] };
  if (channel === 'sms') return { ...prepared, links: compileSms(body, { base_url, link_tags }).links };
  // Its one link keeps its merge fields: they are filled in for whoever follows it.
  const link = record.push?.link.trim() ?? '';
  return { ...prepared, links: link === '' ? [] : [link] };
}

/**
 * From now on the send is under way: its links are kept, and a job fixes its recipients. Approval is looked at in this transaction,
 * so that what was changed a moment ago does not go out.
 */
export function startSend(
  ctx: Context,
  tx: Tx,
  record: CampaignRecord,
  { action, actor, at_revision, timing, content, recipients }: Start,
): void {
  const obstacle = approvalObstacle(tx, requireCampaign(tx, record.id), recipients);
  if (obstacle) throw obstacle;
  const at = instantOf(ctx.clock.now());
  const { links, ...settings } = content;
  const change = {
    ...(timing && { timing }),
    started_at: at,
    hold_until: null,
    updated_at: at,
    reason: null,
    ...settings,
  };
  changeOrRefuse(tx, record.id, action, { ...change, at_revision });
  replaceLinks(tx, record.no, links);
  ctx.timers.clear(tx, 'campaign.start-scheduled', record.id);
  ctx.queue.enqueue(tx, 'campaign.freeze-audience', { campaign_id: record.id }, { key: record.id });
  tx.record({ type: 'campaign.started', subject: `campaign:${record.id}`, actor });
}
