import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '#main/db/access.ts';
import { changeSend, findCampaignBySend } from '#main/repositories/campaign/campaign.repo.ts';
import {
  campaignsInDoubt,
  countFailures,
  discardFailures,
  type FailureFilter,
  type FailureGroup,
  type FailureView,
  requeueFailures,
} from '#main/repositories/delivery/failure.repo.ts';
import type { FailureCause } from '#shared/domain/delivery/failure-cause.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'reads'>;

export interface FailureChoice {
  cause?: FailureCause;
  campaign_id?: string;
  ids?: string[];
}

export interface FailureSummary {
  groups: FailureGroup[];
  in_doubt: { id: string; name: string; count: number }[];
}

/** What failed in all campaigns and waits for somebody, by cause. */
export async function listFailureGroups(ctx: Context): Promise<FailureSummary> {
  return { groups: await ctx.reads.run('failures.groups', {}), in_doubt: campaignsInDoubt(ctx.db.reader) };
}

export function listFailures(
  ctx: Context,
  { limit, cursor, ...choice }: FailureChoice & { limit: number; cursor?: string },
): Promise<Page<FailureView>> {
  return ctx.reads.run('failures.page', { ...filterOf(ctx, choice), limit, cursor });
}

/** So many rows a transaction: others have to write meanwhile. */
const STEP = 5_000;

/** Tries again who has failed for certain; who must not or can't be written to, and those of cancelled campaigns, are left. */
export async function retryFailures(
  ctx: Context,
  actor: string,
  choice: FailureChoice,
): Promise<{ queued: number; left: number }> {
  const filter = requireChoice(ctx, choice);
  let queued = 0;
  for (let step = STEP; step === STEP; queued += step) {
    step = ctx.db.write((tx) => {
      const sends = requeueFailures(tx, filter, { limit: STEP, now: ctx.clock.now() });
      for (const { send_no, n } of sends) reopen(ctx, tx, { send_no, n, actor });
      return sends.reduce((sum, { n }) => sum + n, 0);
    });
    await breathe();
  }
  return { queued, left: countFailures(ctx.db.reader, filter) };
}

/** They are dealt with; in the numbers of their campaigns they stay failed. */
export async function discardFailed(
  ctx: Context,
  actor: string,
  choice: FailureChoice,
): Promise<{ discarded: number }> {
  const filter = requireChoice(ctx, choice);
  let discarded = 0;
  for (let step = STEP; step === STEP; discarded += step) {
    step = ctx.db.write((tx) => {
      const n = discardFailures(tx, filter, { limit: STEP, now: ctx.clock.now() });
      tx.touch('campaigns');
      return n;
    });
    await breathe();
  }
  ctx.db.write((tx) =>
    tx.record({ type: 'failures.discarded', subject: 'organization:1', actor, data: { ...choice, discarded } }),
  );
  return { discarded };
}

function reopen(ctx: Context, tx: Tx, { send_no, n, actor }: { send_no: number; n: number; actor: string }): void {
  const campaign = findCampaignBySend(tx, send_no);
  if (!campaign) return;
  if (campaign.state === 'sent')
    changeSend(tx, campaign, 'reopen', { updated_at: instantOf(ctx.clock.now()), finished_at: null });
  tx.touch('campaigns', `campaign:${campaign.id}`, `campaign-stats:${campaign.id}`, 'home');
  tx.record({ type: 'campaign.failed_retried', subject: `campaign:${campaign.id}`, actor, data: { count: n } });
}

function filterOf({ db }: Context, { campaign_id, ...filter }: FailureChoice): FailureFilter {
  return campaign_id === undefined ? filter : { ...filter, send_no: requireCampaign(db.reader, campaign_id).no };
}

/** Everything at once is never meant. */
function requireChoice(ctx: Context, choice: FailureChoice): FailureFilter {
  if (choice.cause === undefined && choice.campaign_id === undefined && choice.ids === undefined) {
    throw new HeraldError('INVALID_INPUT', 'Say which failed messages are meant.', {
      field: 'cause',
      hint: 'Name a cause, a campaign, or single messages.',
    });
  }
  return filterOf(ctx, choice);
}
