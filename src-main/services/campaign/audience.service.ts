import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '#main/db/access.ts';
import { type AudienceSize, freezeRange, lastContactNo } from '#main/repositories/campaign/audience.repo.ts';
import {
  type CampaignRecord,
  changeSend,
  findCampaign,
  markFrozen,
  saveFreezeCursor,
} from '#main/repositories/campaign/campaign.repo.ts';
import { cancelWaiting, hasInFlight } from '#main/repositories/delivery/delivery-cancel.repo.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import { lastDeliveryNo } from '#main/repositories/timing/planned-delivery.repo.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { instantOf, millisOf, SECOND } from '#shared/kernel/instant.ts';
import { placeRecipients } from '../experiment/place-recipients.ts';
import { planDecision } from '../experiment/plan-decision.ts';
import type { ServiceContext } from '../service-context.ts';
import { planRecipients } from '../timing/plan-recipients.ts';
import { audienceChannelOf, requireCampaign } from './campaign-record.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'queue'>;

/** Deliveries that a step gives up, and contacts that the first one looks at: short enough that nothing else waits for the database. */
const STEP = 2_000;
const SMALLEST_STEP = 1_000;
const LARGEST_STEP = 10_000;
/** What a step should take. The machine may be busy with other work, so the size of the next one follows what the last one took. */
const STEP_MILLIS = 25;

const STOPPED = 'Herald stopped before this was done; it goes on at the next start.';

/** Whom a campaign would reach now, from the query that fixes its recipients later. */
export function countCampaignAudience(
  ctx: Pick<ServiceContext, 'db' | 'reads' | 'clock'>,
  id: string,
): Promise<AudienceSize> | AudienceSize {
  const record = requireCampaign(ctx.db.reader, id);
  const { audience } = record;
  if (addressesNobody(audience)) return { addressed: 0, recipients: 0, excluded: {} };
  return ctx.reads.run('audience.count', {
    rule: audience,
    channel: audienceChannelOf(ctx.db.reader, record),
    now: ctx.clock.now(),
  });
}

/**
 * Fixes the recipients of a started send: one ledger row for each contact addressed, a range of contacts a step. The cursor is
 * saved with the rows, so a run that was interrupted goes on where it was.
 */
export async function freezeAudience(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  for (let size = STEP; !signal.aborted; ) {
    const started = performance.now();
    if (ctx.db.write((tx) => freezeStep(ctx, tx, { id, size })) === 'done') return;
    const millis = performance.now() - started;
    size = Math.round(Math.min(LARGEST_STEP, 2 * size, Math.max(SMALLEST_STEP, (size * STEP_MILLIS) / millis)));
    await breathe();
  }
  throw new Error(STOPPED);
}

function freezeStep(ctx: Context, tx: Tx, { id, size }: { id: string; size: number }): 'more' | 'done' {
  const record = findCampaign(tx, id);
  const isPreparing = record?.state === 'sending' || record?.state === 'paused';
  if (!record || !isPreparing || record.frozen_at !== null) return 'done';
  const first = record.freeze_cursor + 1;
  const end = lastContactNo(tx);
  if (first > end) {
    finishFreeze(ctx, tx, record);
    return 'done';
  }
  const last = Math.min(first + size - 1, end);
  const at = ctx.clock.now();
  const now = record.started_at ? millisOf(record.started_at) : at;
  const after = lastDeliveryNo(tx);
  freezeRange(tx, {
    send_no: record.no,
    rule: record.audience,
    channel: audienceChannelOf(tx, record),
    now,
    first,
    last,
    at,
  });
  placeRecipients(tx, record, { after, started: now });
  planRecipients(tx, record, { after, started: now, now: at });
  saveFreezeCursor(tx, record, last);
  return 'more';
}

function finishFreeze(ctx: Context, tx: Tx, record: CampaignRecord): void {
  const at = instantOf(ctx.clock.now());
  markFrozen(tx, record, at);
  planDecision(ctx, tx, record);
  if ((countsOf(tx, record.no).get('queued') ?? 0) > 0) return;
  changeSend(tx, record, 'fail', {
    updated_at: at,
    finished_at: at,
    reason: 'Nobody in the audience could get it any more when it started.',
  });
  tx.record({
    type: 'campaign.failed',
    subject: `campaign:${record.id}`,
    actor: null,
    data: { reason: 'nobody_left' },
  });
}

/** Gives up everybody whom a cancelled send has not reached. Looks again while a sender has some of them in hand. */
export async function cancelRest(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  const record = findCampaign(ctx.db.reader, id);
  if (record?.state !== 'cancelled') return;
  while (!signal.aborted) {
    const cancelled = ctx.db.write((tx) => {
      const n = cancelWaiting(tx, record.no, STEP, ctx.clock.now());
      if (n > 0) tx.touch(`campaign:${id}`, `campaign-stats:${id}`, 'home');
      return n;
    });
    if (cancelled === 0) return lookAgainLater(ctx, record);
    await breathe();
  }
  throw new Error(STOPPED);
}

function lookAgainLater(ctx: Context, { no, id }: CampaignRecord): void {
  if (!hasInFlight(ctx.db.reader, no)) return;
  const run_at = ctx.clock.now() + 2 * SECOND;
  ctx.db.write((tx) => ctx.queue.enqueue(tx, 'campaign.cancel-rest', { campaign_id: id }, { key: id, run_at }));
}
