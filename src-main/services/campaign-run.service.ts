import type { Tx } from '#main/db/access.ts';
import { type CampaignRecord, changeSend, findCampaign, finishIfDone } from '#main/repositories/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign-view.repo.ts';
import { isTooLate, sayMissed } from '#shared/domain/campaign/missed-schedule.ts';
import { momentOfWallTime } from '#shared/domain/campaign/wall-time.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf, type Millis, millisOf } from '#shared/kernel/instant.ts';
import { findObstacle } from './campaign-obstacle.ts';
import { changeOrRefuse, requireAllowed, requireCampaign } from './campaign-record.ts';
import { findFirstPerson } from './find-person.ts';
import type { ServiceContext } from './service-context.ts';
import { startSend } from './start-send.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'queue' | 'timers' | 'reads' | 'endpoints'>;
type Answer = ReturnType<typeof getCampaign>;

const NOT_SCHEDULED = { schedule_local: null, schedule_timezone: null, schedule_at: null };

export interface SendOrder {
  id: string;
  /** The revision that the person saw. */
  revision: number;
}

export async function sendCampaign(ctx: Context, actor: string, { id, revision }: SendOrder): Promise<Answer> {
  const record = requireCampaign(ctx.db.reader, id);
  requireAllowed(record, 'start', revision);
  await requireReady(ctx, record, { for_now: true });
  ctx.db.write((tx) => startSend(ctx, tx, record, { action: 'start', actor, at_revision: revision }));
  return getCampaign(ctx.db.reader, id);
}

export async function scheduleCampaign(
  ctx: Context,
  actor: string,
  { id, revision, local, timezone }: SendOrder & { local: string; timezone: string },
): Promise<Answer> {
  const record = requireCampaign(ctx.db.reader, id);
  requireAllowed(record, 'schedule', revision);
  const due_at = requireFuture(local, timezone, ctx.clock.now());
  await requireReady(ctx, record, { for_now: false });
  ctx.db.write((tx) => {
    const schedule = { schedule_local: local, schedule_timezone: timezone, schedule_at: instantOf(due_at) };
    changeOrRefuse(tx, id, 'schedule', { ...schedule, updated_at: now(ctx), at_revision: revision });
    ctx.timers.set(tx, 'campaign.start-scheduled', id, { campaign_id: id }, { due_at, local, timezone });
    tx.record({ type: 'campaign.scheduled', subject: `campaign:${id}`, actor, data: { local, timezone } });
  });
  return getCampaign(ctx.db.reader, id);
}

export function unscheduleCampaign(ctx: Context, actor: string, id: string): Answer {
  return act(ctx, id, (tx) => {
    changeOrRefuse(tx, id, 'unschedule', { ...NOT_SCHEDULED, updated_at: now(ctx) });
    ctx.timers.clear(tx, 'campaign.start-scheduled', id);
    tx.record({ type: 'campaign.unscheduled', subject: `campaign:${id}`, actor });
  });
}

export function pauseCampaign(ctx: Context, actor: string, id: string): Answer {
  return act(ctx, id, (tx) => {
    changeOrRefuse(tx, id, 'pause', { updated_at: now(ctx), reason: 'It was paused by hand.' });
    tx.record({ type: 'campaign.paused', subject: `campaign:${id}`, actor });
  });
}

/** One that was held before it began begins now, if nothing stands in its way. */
export async function resumeCampaign(ctx: Context, actor: string, id: string): Promise<Answer> {
  const record = requireCampaign(ctx.db.reader, id);
  requireAllowed(record, 'resume');
  if (record.started_at === null) {
    await requireReady(ctx, record, { for_now: true });
    return act(ctx, id, (tx) => startSend(ctx, tx, record, { action: 'resume', actor }));
  }
  return act(ctx, id, (tx) => {
    changeOrRefuse(tx, id, 'resume', { updated_at: now(ctx), reason: null });
    tx.record({ type: 'campaign.resumed', subject: `campaign:${id}`, actor });
    finishIfDone(tx, record.no, now(ctx));
  });
}

/** What has been handed over stays sent; nobody else gets it. */
export function cancelCampaign(ctx: Context, actor: string, id: string): Answer {
  return act(ctx, id, (tx) => {
    changeOrRefuse(tx, id, 'cancel', { updated_at: now(ctx), finished_at: now(ctx), reason: null });
    ctx.timers.clear(tx, 'campaign.start-scheduled', id);
    ctx.queue.enqueue(tx, 'campaign.cancel-rest', { campaign_id: id }, { key: id });
    tx.record({ type: 'campaign.cancelled', subject: `campaign:${id}`, actor });
  });
}

/** Its moment has come. Where people should be asked first it is held with the reason instead. */
export async function startScheduled(ctx: Context, id: string): Promise<void> {
  const record = findCampaign(ctx.db.reader, id);
  if (record?.state !== 'scheduled' || record.schedule_at === null) return;
  const due = millisOf(record.schedule_at);
  if (due > ctx.clock.now()) return;
  const person = await findFirstPerson(ctx, record.audience);
  const reason = isTooLate(due, ctx.clock.now())
    ? sayMissed(due, ctx.clock.now(), record.schedule_timezone ?? 'UTC')
    : findObstacle(ctx, record, person)?.message;
  ctx.db.write((tx) => {
    const { state, revision } = requireCampaign(tx, id);
    if (state !== 'scheduled' || revision !== record.revision) return;
    if (reason === undefined) startSend(ctx, tx, record, { action: 'start_on_time', actor: null });
    else hold(ctx, tx, record, reason);
  });
}

function hold(ctx: Context, tx: Tx, record: CampaignRecord, reason: string): void {
  changeSend(tx, record, 'hold', { updated_at: now(ctx), reason });
  tx.record({ type: 'campaign.held', subject: `campaign:${record.id}`, actor: null, data: { reason } });
}

async function requireReady(ctx: Context, record: CampaignRecord, { for_now }: { for_now: boolean }): Promise<void> {
  const person = await findFirstPerson(ctx, record.audience);
  const obstacle = findObstacle(ctx, record, person);
  if (obstacle) throw obstacle;
  if (person === null && for_now) {
    throw new HeraldError('NOTHING_TO_SEND', 'Nobody in the audience can get this campaign.', {
      field: 'audience',
      hint: 'The audience says why each of them is left out.',
    });
  }
}

function requireFuture(local: string, timezone: string, now: Millis): Millis {
  const due = momentOfWallTime(local, timezone);
  if (due === null) throw new HeraldError('INVALID_INPUT', 'There is no such date.', { field: 'local' });
  if (due > now) return due;
  throw new HeraldError('INVALID_INPUT', `${local.replace('T', ' ')} in ${timezone} is in the past.`, {
    field: 'local',
    hint: 'Choose a later time, or send it now.',
  });
}

function act(ctx: Context, id: string, work: (tx: Tx) => void): Answer {
  ctx.db.write(work);
  return getCampaign(ctx.db.reader, id);
}

function now(ctx: Context): Instant {
  return instantOf(ctx.clock.now());
}
