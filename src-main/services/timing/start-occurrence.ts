import type { Tx } from '#main/db/access.ts';
import {
  type CampaignRecord,
  changeSend,
  findCampaign,
  insertCampaign,
} from '#main/repositories/campaign/campaign.repo.ts';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { nextTimes, type Repeat } from '#shared/domain/timing/send-timing.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { copiedContent } from '../campaign/copied-content.ts';
import { type PreparedContent, startSend } from '../campaign/start-send.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'clock' | 'ids' | 'queue' | 'timers'>;

/** The last of the times from `first` on that have come; those before it were missed and are not made up for. */
export function latestTime(repeat: Repeat, first: Millis, now: Millis): Millis {
  let latest = first;
  for (;;) {
    const [next] = nextTimes(repeat, latest, 1) ?? [];
    if (next === undefined || next > now) return latest;
    latest = next;
  }
}

interface Occurrence {
  series: CampaignRecord;
  repeat: Repeat;
  at: Millis;
  /** null: it is held, for the reason. */
  content: PreparedContent | null;
  reason?: string;
  /** How many would get it, where the rule of approval depends on that. */
  recipients: number | null;
}

/**
 * One run of a campaign that repeats: a campaign of its own with the content as it is now and its own recipients and numbers. Without
 * content it is held, and people decide. The series goes on with its next time either way, or ends.
 */
export function startOccurrence(ctx: Context, tx: Tx, occurrence: Occurrence): void {
  const { series, repeat, at, content, reason = '', recipients } = occurrence;
  const run = insertRun(ctx, tx, series, { repeat, at });
  const now = instantOf(ctx.clock.now());
  if (content) startSend(ctx, tx, run, { action: 'start', actor: null, content, recipients });
  else {
    const schedule = { schedule_local: wallTimeAt(at, repeat.timezone), schedule_timezone: repeat.timezone };
    changeSend(tx, run, 'schedule', { ...schedule, schedule_at: instantOf(at), updated_at: now });
    changeSend(tx, run, 'hold', { updated_at: now, reason });
    tx.record({ type: 'campaign.held', subject: `campaign:${run.id}`, actor: null, data: { reason } });
  }
  goOn(ctx, tx, series, repeat);
}

function insertRun(
  ctx: Context,
  tx: Tx,
  series: CampaignRecord,
  { repeat, at }: { repeat: Repeat; at: Millis },
): CampaignRecord {
  const id = ctx.ids.id();
  const { audience, timing } = series;
  const day = wallTimeAt(at, repeat.timezone).replace('T', ' ');
  insertCampaign(tx, {
    ...copiedContent(series),
    id,
    send_id: ctx.ids.id(),
    name: `${series.name.slice(0, 180)}, ${day}`,
    created_by: series.created_by,
    created_at: instantOf(ctx.clock.now()),
    audience,
    timing: { ...timing, repeat: null },
    series: { no: series.campaign_no, at: instantOf(at) },
  });
  tx.record({ type: 'campaign.created', subject: `campaign:${id}`, actor: null, data: { run_of: series.id } });
  return found(findCampaign(tx, id), 'campaign');
}

function goOn(ctx: Context, tx: Tx, series: CampaignRecord, repeat: Repeat): void {
  const now = ctx.clock.now();
  const [next] = nextTimes(repeat, now, 1) ?? [];
  if (next === undefined) {
    changeSend(tx, series, 'end_series', { updated_at: instantOf(now), finished_at: instantOf(now), hold_until: null });
    tx.record({ type: 'campaign.series_ended', subject: `campaign:${series.id}`, actor: null });
    return;
  }
  const local = wallTimeAt(next, repeat.timezone);
  const { timezone } = repeat;
  const schedule = {
    schedule_local: local,
    schedule_timezone: timezone,
    schedule_at: instantOf(next),
    hold_until: null,
  };
  changeSend(tx, series, 'schedule', { ...schedule, updated_at: instantOf(now) });
  const payload = { campaign_id: series.id };
  ctx.timers.set(tx, 'campaign.start-scheduled', series.id, payload, { due_at: next, local, timezone });
}
