import type { Tx } from '#main/db/access.ts';
import { compileMessage } from '#main/rendering/compile-message.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { replaceLinks } from '#main/repositories/campaign/link.repo.ts';
import type { CampaignAction } from '#shared/domain/campaign/campaign-state.ts';
import type { SendTiming } from '#shared/domain/timing/send-timing.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { changeOrRefuse } from './campaign-record.ts';

type Context = Pick<ServiceContext, 'clock' | 'queue' | 'timers' | 'endpoints'>;

interface Start {
  action: CampaignAction;
  actor: string | null;
  at_revision?: number;
  timing?: SendTiming;
}

/**
 * From now on the send is under way: its links are kept, and a job fixes its recipients. The organization's word on tracking
 * is taken over here, so that later changes of it don't reach into a running send.
 */
export function startSend(
  ctx: Context,
  tx: Tx,
  record: CampaignRecord,
  { action, actor, at_revision, timing }: Start,
): void {
  const organization = requireOrganization(tx);
  const at = instantOf(ctx.clock.now());
  const tracks = record.channel === 'email';
  const track_opens = tracks && record.track_opens && organization.track_opens;
  const track_clicks = tracks && record.track_clicks && organization.track_clicks;
  const change = {
    ...(timing && { timing }),
    started_at: at,
    hold_until: null,
    updated_at: at,
    reason: null,
    track_opens,
    track_clicks,
  };
  changeOrRefuse(tx, record.id, action, { ...change, at_revision });
  const base_url = trackingBase(ctx, organization);
  const links = tracks ? compileMessage(record, { base_url, track_opens, track_clicks }).links : [];
  replaceLinks(tx, record.no, links);
  ctx.timers.clear(tx, 'campaign.start-scheduled', record.id);
  ctx.queue.enqueue(tx, 'campaign.freeze-audience', { campaign_id: record.id }, { key: record.id });
  tx.record({ type: 'campaign.started', subject: `campaign:${record.id}`, actor });
}
