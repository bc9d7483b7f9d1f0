import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '#main/db/access.ts';
import { type CampaignRecord, findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import {
  releaseAwaiting,
  sampleProgress,
  saveDecision,
  type TestQuestion,
  variantTallies,
} from '#main/repositories/experiment/experiment.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { type Decision, proportionsOf } from '#shared/domain/experiment/decision.ts';
import { comparesVariants, type Experiment, variesInTime } from '#shared/domain/experiment/experiment.ts';
import { choiceOf, judgeTest } from '#shared/domain/experiment/judge-test.ts';
import { nextTimeOfDay } from '#shared/domain/experiment/rest-time.ts';
import { chanceOf, isEnough } from '#shared/domain/experiment/significance.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, type Instant, instantOf, MINUTE, type Millis, millisOf } from '#shared/kernel/instant.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'queue'>;

/** Recipients whom a step lets go: short enough that nothing else waits for the database. */
const STEP = 2_000;

/** Between two looks at a sample that has not left yet. */
const LOOK_AGAIN = 5 * MINUTE;

/** Decides what the rest gets, once the sample has left and had its time; looks again later when it hasn't. */
export function decideTest(ctx: Context, id: string): void {
  ctx.db.write((tx) => {
    const record = findCampaign(tx, id);
    if (!record?.experiment || record.decision !== null || isOver(record)) return;
    const due = decisionDue(tx, record, record.experiment, ctx.clock.now());
    if (due > ctx.clock.now()) {
      ctx.queue.enqueue(tx, 'campaign.decide-test', { campaign_id: id }, { key: id, run_at: due });
    } else {
      decide(ctx, tx, record, record.experiment);
    }
  });
}

/** Nobody gets anything any more, so nothing is left to decide. */
function isOver({ state }: CampaignRecord): boolean {
  return state === 'cancelled' || state === 'failed';
}

function decisionDue(tx: Tx, record: CampaignRecord, { wait_minutes }: Experiment, now: Millis): Millis {
  const { untried, last_at } = sampleProgress(tx, record.no);
  if (untried > 0) return now + LOOK_AGAIN;
  return (last_at ?? (record.frozen_at === null ? now : millisOf(record.frozen_at))) + wait_minutes * MINUTE;
}

function decide(ctx: Context, tx: Tx, record: CampaignRecord, experiment: Experiment): void {
  const tallies = variantTallies(tx, testQuestion(record.no, experiment));
  const verdict = judgeTest(proportionsOf(tallies, experiment.metric), experiment.confidence);
  const chosen = choiceOf(verdict, experiment.fallback);
  const by = verdict.winner !== null ? 'test' : chosen === null ? null : 'fallback';
  settle(ctx, tx, record, { winner: verdict.winner, chosen, by, tallies });
  tx.record({
    type: 'campaign.test_decided',
    subject: `campaign:${record.id}`,
    actor: null,
    data: { winner: verdict.winner, chosen },
  });
}

function settle(ctx: Context, tx: Tx, record: CampaignRecord, outcome: Omit<Decision, 'at' | 'rest_at'>): void {
  const now = ctx.clock.now();
  saveDecision(tx, record, { ...outcome, at: instantOf(now), rest_at: restTime(tx, record, outcome.chosen, now) });
  if (outcome.chosen === null) return;
  ctx.queue.enqueue(tx, 'campaign.release-rest', { campaign_id: record.id }, { key: record.id });
}

/** Where variants differ in time the rest gets the chosen one at its time of day; null: at once. */
function restTime(tx: Tx, record: CampaignRecord, chosen: number | null, now: Millis): Instant | null {
  const { experiment, started_at } = record;
  const variant = chosen === null ? undefined : experiment?.variants[chosen];
  if (!experiment || !variant || !variesInTime(experiment) || started_at === null) return null;
  const begun = millisOf(started_at) + variant.delay_minutes * MINUTE;
  return instantOf(nextTimeOfDay(begun, now, findOrganization(tx)?.timezone ?? 'UTC'));
}

function testQuestion(send_no: number, experiment: Experiment): TestQuestion {
  const { variants, wait_minutes } = experiment;
  return { send_no, variants: variants.length, within: variesInTime(experiment) ? wait_minutes * MINUTE : null };
}

/** A person says what the rest gets: before the time is over, or because nothing else did. */
export function chooseVariant(
  ctx: Context,
  actor: string,
  { id, variant }: { id: string; variant: number },
): ReturnType<typeof getCampaign> {
  ctx.db.write((tx) => {
    const record = requireCampaign(tx, id);
    const { experiment, decision, state } = record;
    if (!experiment || !comparesVariants(experiment)) {
      throw new HeraldError('WRONG_STATE', 'This campaign compares no variants.', { state });
    }
    if (record.frozen_at === null || (state !== 'sending' && state !== 'paused')) {
      throw new HeraldError('WRONG_STATE', 'Nobody waits for a decision about this campaign.', { state });
    }
    if (decision !== null && decision.chosen !== null) {
      throw new HeraldError('WRONG_STATE', 'What the rest gets has been decided already.', { state });
    }
    if (variant >= experiment.variants.length) {
      throw new HeraldError('INVALID_INPUT', 'There is no such variant.', {
        field: 'variant',
        hint: `Name one from 0 to ${experiment.variants.length - 1}.`,
      });
    }
    const tallies = decision?.tallies ?? variantTallies(tx, testQuestion(record.no, experiment));
    settle(ctx, tx, record, { winner: null, chosen: variant, by: 'person', tallies });
    tx.record({ type: 'campaign.test_decided', subject: `campaign:${id}`, actor, data: { chosen: variant } });
  });
  return getCampaign(ctx.db.reader, id);
}

/** Lets those go who waited for the decision. What was chosen is written before, so a run that was interrupted only goes on. */
export async function releaseRest(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const released = ctx.db.write((tx) => {
      const record = findCampaign(tx, id);
      const mayGo = record?.state === 'sending' || record?.state === 'paused';
      if (!record || !mayGo || record.decision?.chosen == null) return 0;
      const { rest_at } = record.decision;
      return releaseAwaiting(tx, record, { due: rest_at === null ? null : millisOf(rest_at), limit: STEP });
    });
    if (released === 0) return;
    await breathe();
  }
  throw new Error('Herald stopped before this was done; it goes on at the next start.');
}

/** How a test stands, or what came of it. */
export async function experimentReport(
  ctx: Pick<ServiceContext, 'db' | 'reads' | 'clock'>,
  { id, event, days }: { id: string; event?: string; days: number },
) {
  const record = requireCampaign(ctx.db.reader, id);
  const { experiment, decision, no, frozen_at, started_at } = record;
  if (!experiment) throw new HeraldError('NOT_FOUND', 'This campaign has neither variants nor a hold-out group.');
  const { tallies, awaiting, progress } = await ctx.reads.run('experiments.figures', testQuestion(no, experiment));
  const verdict = judgeTest(proportionsOf(decision?.tallies ?? tallies, experiment.metric), experiment.confidence);
  const since = progress.last_at ?? (frozen_at === null ? null : millisOf(frozen_at));
  const isOpen = comparesVariants(experiment) && decision === null && frozen_at !== null && !isOver(record);
  return {
    variants: experiment.variants.map((variant, index) => ({
      subject: variant.subject ?? record.subject,
      from_name: variant.from_name,
      has_own_text: variant.content !== null,
      delay_minutes: variant.delay_minutes,
      ...(tallies[index] ?? { people: 0, sent: 0, opened: 0, clicked: 0 }),
      chance: verdict.chances[index] ?? null,
    })),
    best: verdict.best,
    decision,
    decides_at:
      isOpen && progress.untried === 0 && since !== null
        ? instantOf(Math.max(since + experiment.wait_minutes * MINUTE, ctx.clock.now()))
        : null,
    awaiting,
    held_out: countsOf(ctx.db.reader, no).get('skipped:held_out') ?? 0,
    comparison: event === undefined || started_at === null ? null : await compare(ctx, { no, started_at, event, days }),
  };
}

async function compare(
  ctx: Pick<ServiceContext, 'reads'>,
  { no, started_at, event, days }: { no: number; started_at: Instant; event: string; days: number },
) {
  const from = millisOf(started_at);
  const groups = await ctx.reads.run('experiments.events', {
    send_no: no,
    name: event,
    from,
    until: from + days * DAY,
  });
  const { reached, held_out } = groups;
  return { event, days, reached, held_out, chance: isEnough(reached, held_out) ? chanceOf(reached, held_out) : null };
}
