import type { Tx } from '#main/db/access.ts';
import {
  type CampaignRecord,
  changeSend,
  findCampaign,
  finishIfDone,
} from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { readSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { isTooLate, sayMissed } from '#shared/domain/campaign/missed-schedule.ts';
import { comparesVariants } from '#shared/domain/experiment/experiment.ts';
import { PLAIN_TIMING, type SendTiming } from '#shared/domain/timing/send-timing.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf, type Millis, millisOf, SECOND } from '#shared/kernel/instant.ts';
import { approvalObstacle, countForRule } from '../approval/approval-obstacle.ts';
import { findFirstPerson } from '../contact/find-person.ts';
import type { ServiceContext } from '../service-context.ts';
import { beginningOf } from '../timing/check-timing.ts';
import { latestTime, startOccurrence } from '../timing/start-occurrence.ts';
import { findObstacle } from './campaign-obstacle.ts';
import { changeOrRefuse, requireAllowed, requireCampaign } from './campaign-record.ts';
import { prepareContent, startSend } from './start-send.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'timers' | 'reads' | 'endpoints' | 'rendering'>;
type Answer = ReturnType<typeof getCampaign>;

const NOT_SCHEDULED = { schedule_local: null, schedule_timezone: null, schedule_at: null, hold_until: null };

export interface SendOrder {
  id: string;
  /** The revision that the person saw. */
  revision: number;
}

/** @param order.hold begins only when the time to take it back is over */
export async function sendCampaign(
  ctx: Context,
  actor: string,
  { id, revision, hold = false, timing = PLAIN_TIMING }: SendOrder & { hold?: boolean; timing?: SendTiming },
): Promise<Answer> {
  const record = requireCampaign(ctx.db.reader, id);
  requireAllowed(record, 'start', revision);
  requireNoTime(timing);
  requireOneStart(record, timing);
  const recipients = await requireReady(ctx, record, { for_now: true });
  const hold_until = hold ? endOfHold(ctx) : null;
  const content = await prepareContent(ctx, record);
  ctx.db.write((tx) => {
    if (hold_until === null)
      startSend(ctx, tx, record, { action: 'start', actor, at_revision: revision, timing, content, recipients });
    else holdBack(ctx, tx, record, { actor, hold_until, at_revision: revision, timing });
  });
  return getCampaign(ctx.db.reader, id);
}

/** It begins by itself when the time to take it back is over. */
function holdBack(
  ctx: Context,
  tx: Tx,
  { id }: CampaignRecord,
  order: { actor: string; hold_until: Millis; at_revision: number; timing: SendTiming },
): void {
  const { actor, hold_until, at_revision, timing } = order;
  const change = { ...NOT_SCHEDULED, timing, hold_until: instantOf(hold_until), updated_at: now(ctx), at_revision };
  changeOrRefuse(tx, id, 'schedule', change);
  ctx.timers.set(tx, 'campaign.start-scheduled', id, { campaign_id: id }, { due_at: hold_until });
  tx.record({ type: 'campaign.asked_for', subject: `campaign:${id}`, actor });
}

/** Until when what is asked for now can be taken back; null: not at all. */
function endOfHold(ctx: Context): Millis | null {
  const { undo_seconds } = readSendingRules(ctx.db.reader);
  return undo_seconds > 0 ? ctx.clock.now() + undo_seconds * SECOND : null;
}

export async function scheduleCampaign(
  ctx: Context,
  actor: string,
  {
    id,
    revision,
    timing = PLAIN_TIMING,
    ...wish
  }: SendOrder & { local?: string; timezone?: string; timing?: SendTiming },
): Promise<Answer> {
  const record = requireCampaign(ctx.db.reader, id);
  requireAllowed(record, 'schedule', revision);
  requireOneStart(record, timing);
  const asked = { ...wish, timezone: wish.timezone ?? timezoneOf(ctx), timing };
  const { local, timezone, at: chosen } = beginningOf(asked, ctx.clock.now());
  await requireReady(ctx, record, { for_now: false });
  // A moment that is all but here leaves the same time to take it back as Send does.
  const held = endOfHold(ctx);
  const due_at = Math.max(chosen, held ?? chosen);
  ctx.db.write((tx) => {
    const schedule = {
      timing,
      schedule_local: local,
      schedule_timezone: timezone,
      schedule_at: instantOf(chosen),
      hold_until: due_at > chosen ? instantOf(due_at) : null,
    };
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
    const recipients = await requireReady(ctx, record, { for_now: true });
    const content = await prepareContent(ctx, record);
    return act(ctx, id, (tx) => startSend(ctx, tx, record, { action: 'resume', actor, content, recipients }));
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
    changeOrRefuse(tx, id, 'cancel', { updated_at: now(ctx), finished_at: now(ctx), reason: null, hold_until: null });
    ctx.timers.clear(tx, 'campaign.start-scheduled', id);
    ctx.queue.enqueue(tx, 'campaign.cancel-rest', { campaign_id: id }, { key: id });
    tx.record({ type: 'campaign.cancelled', subject: `campaign:${id}`, actor });
  });
}

/** Its moment has come. Where people should be asked first it is held with the reason instead. */
export async function startScheduled(ctx: Context, id: string): Promise<void> {
  const record = findCampaign(ctx.db.reader, id);
  const moment = record?.hold_until ?? record?.schedule_at ?? null;
  if (record?.state !== 'scheduled' || moment === null) return;
  const due = millisOf(moment);
  if (due > ctx.clock.now()) return;
  const person = await findFirstPerson(ctx, record);
  const { repeat } = record.timing;
  const at = repeat ? latestTime(repeat, millisOf(record.schedule_at ?? moment), ctx.clock.now()) : due;
  const trouble = isTooLate(at, ctx.clock.now(), readTimingRules(ctx.db.reader).late_minutes)
    ? sayMissed(at, ctx.clock.now(), record.schedule_timezone ?? timezoneOf(ctx))
    : (await findObstacle(ctx, record, person))?.message;
  const prepared = trouble === undefined ? await prepareContent(ctx, record) : null;
  const recipients = await countForRule(ctx, record);
  ctx.db.write((tx) => {
    const { state, revision } = requireCampaign(tx, id);
    if (state !== 'scheduled' || revision !== record.revision) return;
    const refusal = approvalObstacle(tx, record, recipients);
    const reason = trouble ?? (refusal ? `${refusal.message} ${refusal.detail.hint}` : undefined);
    const content = reason === undefined ? prepared : null;
    if (repeat) startOccurrence(ctx, tx, { series: record, repeat, at, content, reason, recipients });
    else if (content) startSend(ctx, tx, record, { action: 'start_on_time', actor: null, content, recipients });
    else hold(ctx, tx, record, reason ?? '');
  });
}

function hold(ctx: Context, tx: Tx, record: CampaignRecord, reason: string): void {
  changeSend(tx, record, 'hold', { updated_at: now(ctx), reason, hold_until: null });
  tx.record({ type: 'campaign.held', subject: `campaign:${record.id}`, actor: null, data: { reason } });
}

function timezoneOf({ db }: Context): string {
  return findOrganization(db.reader)?.timezone ?? 'UTC';
}

/** @returns how many would get it, where the rule of approval depends on that */
async function requireReady(
  ctx: Context,
  record: CampaignRecord,
  { for_now }: { for_now: boolean },
): Promise<number | null> {
  const person = await findFirstPerson(ctx, record);
  const obstacle = await findObstacle(ctx, record, person);
  if (obstacle) throw obstacle;
  if (person === null && for_now) {
    throw new HeraldError('NOTHING_TO_SEND', 'Nobody in the audience can get this campaign.', {
      field: 'audience',
      hint: 'The audience says why each of them is left out.',
    });
  }
  const recipients = await countForRule(ctx, record);
  const refusal = approvalObstacle(ctx.db.reader, record, recipients);
  if (refusal) throw refusal;
  return recipients;
}

/** What has times of its own is scheduled; a send that begins now can only be spread and kept out of quiet time. */
function requireNoTime({ repeat, recipient_local }: SendTiming): void {
  if (!repeat && !recipient_local) return;
  throw new HeraldError('INVALID_INPUT', 'A send that begins now has no times to come.', {
    field: repeat ? 'timing.repeat' : 'timing.recipient_local',
    hint: 'Schedule it instead.',
  });
}

/** Variants are compared over the same time: what begins at many moments can't be. */
function requireOneStart({ experiment }: CampaignRecord, timing: SendTiming): void {
  if (!experiment) return;
  const names = comparesVariants(experiment)
    ? (['repeat', 'recipient_local', 'spread_minutes'] as const)
    : (['repeat'] as const);
  const clash = names.find((name) => timing[name] !== null);
  if (clash === undefined) return;
  throw new HeraldError(
    'INVALID_INPUT',
    clash === 'repeat'
      ? 'A campaign with a test does not repeat.'
      : 'A campaign that compares variants begins for all at once.',
    {
      field: `timing.${clash}`,
      hint: 'Send it now or at a time, unspread, or switch the test off.',
    },
  );
}

function act(ctx: Context, id: string, work: (tx: Tx) => void): Answer {
  ctx.db.write(work);
  return getCampaign(ctx.db.reader, id);
}

function now(ctx: Context): Instant {
  return instantOf(ctx.clock.now());
}
