import type { Reader, Tx } from '#main/db/access.ts';
import {
  type ApprovalRule,
  approvalsOf,
  contentOfApproval,
  decideApproval,
  findApproval,
  insertApproval,
  type NamedApproval,
  readApprovalRule,
  updateApprovalRule,
  waitingApprovals,
} from '#main/repositories/approval/approval.repo.ts';
import { type CampaignRecord, findCampaignBySend } from '#main/repositories/campaign/campaign.repo.ts';
import { type ApprovalState, type ApprovedPart, isOwnWork, sayChanged } from '#shared/domain/approval/approval.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { audienceChannelOf, requireAllowed, requireCampaign } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';
import { approversOf, standingOf } from './approval-obstacle.ts';
import { type ApprovedContent, approvedContent, hashOf } from './approved-content.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'reads'>;

interface Person {
  id: string;
  name: string;
}

export interface ApprovalEntry {
  id: string;
  state: ApprovalState;
  content_hash: string;
  recipients: number;
  asked_by: Person;
  asked_at: Instant;
  note: string;
  decided_by: Person | null;
  decided_at: Instant | null;
  comment: string;
}

export interface ApprovalView {
  from_recipients: number | null;
  state: ApprovalState | 'none';
  /** What was changed since; not empty: what was approved or asked for is not this any more. */
  changed: ApprovedPart[];
  content_hash: string;
  /** The asker wrote it or asked for approval, and so can't approve it. */
  own_work: boolean;
  approvers: Person[];
  /** Newest first. */
  history: ApprovalEntry[];
}

export interface WaitingApproval extends ApprovalEntry {
  campaign: { id: string; name: string; subject: string };
  changed: ApprovedPart[];
}

export function getApprovalRule({ db }: Pick<Context, 'db'>): ApprovalRule {
  return readApprovalRule(db.reader);
}

/** Holds from the next start on, also for what is scheduled. */
export function setApprovalRule(ctx: Pick<Context, 'db'>, actor: string, rule: ApprovalRule): ApprovalRule {
  ctx.db.write((tx) => {
    if (!updateApprovalRule(tx, rule)) {
      throw new HeraldError('STALE_REVISION', 'This rule was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    const data = { from_recipients: rule.from_recipients };
    tx.record({ type: 'approval_rule.changed', subject: 'organization:1', actor, data });
  });
  return readApprovalRule(ctx.db.reader);
}

export function getApproval({ db }: Pick<Context, 'db'>, asker: string, id: string): ApprovalView {
  const { reader } = db;
  const record = requireCampaign(reader, id);
  const { latest, content_hash, changed } = standingOf(reader, record);
  const work = { created_by: record.created_by, asked_by: latest?.asked_by ?? null };
  return {
    from_recipients: readApprovalRule(reader).from_recipients,
    state: latest?.state ?? 'none',
    changed: changed ?? [],
    content_hash,
    own_work: isOwnWork(asker, work),
    approvers: approversOf(reader, work).map(personOf),
    history: approvalsOf(reader, record).map(entryOf),
  };
}

/** What waits for the word of this person; what they wrote or asked for themselves waits for others. */
export function listWaiting({ db }: Pick<Context, 'db'>, asker: string): { items: WaitingApproval[] } {
  const { reader } = db;
  const items = waitingApprovals(reader, MOST_WAITING).flatMap((row): WaitingApproval[] => {
    const record = requireCampaign(reader, row.campaign_id);
    if (isOwnWork(asker, { created_by: record.created_by, asked_by: row.asked_by })) return [];
    const { id, name, subject } = record;
    return [{ ...entryOf(row), campaign: { id, name, subject }, changed: standingOf(reader, record).changed ?? [] }];
  });
  return { items };
}

const MOST_WAITING = 200;

/** Asks those who can approve for their word on the content as it is at `revision`. An older question gives way to this one. */
export async function askApproval(
  ctx: Context,
  actor: string,
  { id, revision, note }: { id: string; revision: number; note: string },
): Promise<ApprovalView> {
  const recipients = await countRecipients(ctx, requireCampaign(ctx.db.reader, id));
  ctx.db.write((tx) => {
    const record = requireNotBegun(tx, id);
    if (revision !== record.revision) requireAllowed(record, 'edit', revision);
    const content = approvedContent(tx, record);
    const content_hash = hashOf(content);
    const { latest, changed } = standingOf(tx, record);
    if (latest && changed === null && latest.state !== 'changes_requested') refuseAgain(latest);
    if (latest?.state === 'requested' && latest.send_no === record.no) {
      settle(ctx, tx, record, { ...latest, state: 'withdrawn', decided_by: actor, comment: '' });
    }
    const row = { id: ctx.ids.id(), send_no: record.no, content_hash, recipients, asked_by: actor, note };
    insertApproval(tx, id, { ...row, asked_at: ctx.clock.now() }, JSON.stringify(content));
    tx.record({ type: 'campaign.approval_asked', subject: `campaign:${id}`, actor, data: { approval: row.id } });
    ctx.queue.enqueue(tx, 'approval.tell', { approval_id: row.id }, { key: `${row.id} requested` });
  });
  return getApproval(ctx, actor, id);
}

export function withdrawApproval(ctx: Context, actor: string, id: string): ApprovalView {
  ctx.db.write((tx) => {
    const record = requireNotBegun(tx, id);
    const { latest } = standingOf(tx, record);
    if (latest?.state !== 'requested' || latest.send_no !== record.no) refuseNothing();
    settle(ctx, tx, record, { ...latest, state: 'withdrawn', decided_by: actor, comment: '' });
  });
  return getApproval(ctx, actor, id);
}

export interface ApprovalWord {
  id: string;
  /** What the person has seen: the word is refused when it is not what the campaign says now. */
  content_hash: string;
  comment: string;
}

export function approve(ctx: Context, actor: string, word: ApprovalWord): ApprovalView {
  return decide(ctx, actor, word, 'approved');
}

export function requestChanges(ctx: Context, actor: string, word: ApprovalWord): ApprovalView {
  return decide(ctx, actor, word, 'changes_requested');
}

/** The content that somebody was asked to approve, as it was then. */
export function getApprovedContent({ db }: Pick<Context, 'db'>, id: string) {
  const { content_hash, send_no } = found(findApproval(db.reader, id), 'approval');
  const content = JSON.parse(contentOfApproval(db.reader, content_hash)) as ApprovedContent;
  const { subject, preheader, body, translations, push, audience, sender } = content;
  const campaign_id = found(findCampaignBySend(db.reader, send_no), 'campaign').id;
  return { campaign_id, subject, preheader, ...body, translations, push, audience, sender };
}

function decide(
  ctx: Context,
  actor: string,
  { id, content_hash, comment }: ApprovalWord,
  state: 'approved' | 'changes_requested',
): ApprovalView {
  ctx.db.write((tx) => {
    const record = requireNotBegun(tx, id);
    const { latest, changed, content_hash: today } = standingOf(tx, record);
    if (latest?.state !== 'requested' || latest.send_no !== record.no) refuseNothing();
    if (isOwnWork(actor, { created_by: record.created_by, asked_by: latest.asked_by })) {
      const others = approversOf(tx, { created_by: record.created_by, asked_by: latest.asked_by });
      throw new HeraldError('FORBIDDEN', 'Nobody approves a campaign that they wrote or asked about themselves.', {
        hint:
          others.length > 0
            ? `Who can: ${others.map(({ name }) => name).join(', ')}.`
            : 'Make somebody manager or admin.',
      });
    }
    if (state === 'approved' && (changed !== null || content_hash !== today)) {
      const what = changed
        ? `${sayChanged(changed)} after approval was asked for.`
        : 'The campaign is not what you saw any more.';
      throw new HeraldError('STALE_REVISION', what, {
        field: 'content_hash',
        hint: changed ? 'Approval has to be asked for again.' : 'Look at it again.',
      });
    }
    settle(ctx, tx, record, { ...latest, state, decided_by: actor, comment });
  });
  return getApproval(ctx, actor, id);
}

const FACTS = {
  approved: 'campaign.approved',
  changes_requested: 'campaign.changes_requested',
  withdrawn: 'campaign.approval_withdrawn',
} as const;

type Settled = Pick<NamedApproval, 'id' | 'decided_by' | 'comment'> & { state: keyof typeof FACTS };

function settle(ctx: Context, tx: Tx, { id: campaign_id }: CampaignRecord, approval: Settled): void {
  const { id, state, decided_by, comment } = approval;
  const row = { id, state, decided_by, comment, decided_at: ctx.clock.now() };
  if (!decideApproval(tx, campaign_id, row)) refuseNothing();
  tx.record({ type: FACTS[state], subject: `campaign:${campaign_id}`, actor: decided_by, data: { approval: id } });
  if (state !== 'withdrawn') ctx.queue.enqueue(tx, 'approval.tell', { approval_id: id }, { key: `${id} ${state}` });
}

function countRecipients({ db, reads, clock }: Context, record: CampaignRecord): Promise<number> {
  if (addressesNobody(record.audience)) {
    throw new HeraldError('INVALID_INPUT', 'The campaign addresses nobody yet.', {
      field: 'audience',
      hint: 'Choose at least one list or segment.',
    });
  }
  const question = { rule: record.audience, channel: audienceChannelOf(db.reader, record), now: clock.now() };
  return reads.run('audience.count', question).then(({ recipients }) => recipients);
}

function requireNotBegun(reader: Reader, id: string): CampaignRecord {
  const record = requireCampaign(reader, id);
  const waits = record.state === 'draft' || record.state === 'scheduled' || record.state === 'paused';
  if (waits && record.started_at === null) return record;
  throw new HeraldError('WRONG_STATE', 'This campaign has begun or is over: there is nothing left to approve.', {
    state: record.state,
  });
}

function refuseAgain({ state }: NamedApproval): never {
  const what = state === 'approved' ? 'is approved already' : 'waits for approval already';
  throw new HeraldError('WRONG_STATE', `This campaign ${what}.`, { approval: state });
}

function refuseNothing(): never {
  throw new HeraldError('WRONG_STATE', 'Nobody has asked for approval of this campaign, or it has been answered.', {
    hint: 'Load it again.',
  });
}

function personOf({ id, name }: Person): Person {
  return { id, name };
}

function entryOf(row: NamedApproval): ApprovalEntry {
  const { id, state, content_hash, recipients, note, comment, asked_by, decided_by, decided_at } = row;
  return {
    id,
    state,
    content_hash,
    recipients,
    note,
    comment,
    asked_by: { id: asked_by, name: row.asked_by_name },
    asked_at: instantOf(row.asked_at),
    decided_by: decided_by === null ? null : { id: decided_by, name: row.decided_by_name ?? '' },
    decided_at: decided_at === null ? null : instantOf(decided_at),
  };
}
