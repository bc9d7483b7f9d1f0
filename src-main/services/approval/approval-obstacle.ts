import type { Reader } from '#main/db/access.ts';
import {
  approvalsOf,
  contentOfApproval,
  type NamedApproval,
  peopleOfRoles,
  readApprovalRule,
} from '#main/repositories/approval/approval.repo.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { type ApprovedPart, isOwnWork, needsApproval, sayChanged } from '#shared/domain/approval/approval.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { PERMISSIONS } from '#shared/domain/permission.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { audienceChannelOf } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';
import { type ApprovedContent, approvedContent, changedParts, hashOf } from './approved-content.ts';

/** Where an approval stands for the content of now. */
export interface Standing {
  /** The one that counts: the last that nobody has withdrawn. */
  latest: NamedApproval | undefined;
  content_hash: string;
  /** What was changed since it was asked for; null: nothing. */
  changed: ApprovedPart[] | null;
}

export function standingOf(reader: Reader, record: CampaignRecord): Standing {
  const content = approvedContent(reader, record);
  const content_hash = hashOf(content);
  const latest = approvalsOf(reader, record).find(({ state }) => state !== 'withdrawn');
  const isStale = latest !== undefined && record.started_at === null && latest.content_hash !== content_hash;
  const before = isStale ? (JSON.parse(contentOfApproval(reader, latest.content_hash)) as ApprovedContent) : null;
  return { latest, content_hash, changed: before && changedParts(before, content) };
}

/** People other than its author and whoever asked, so that two have looked at it. */
export function approversOf(reader: Reader, work: { created_by: string | null; asked_by: string | null }) {
  return peopleOfRoles(reader, PERMISSIONS['campaign.approve']).filter(({ id }) => !isOwnWork(id, work));
}

/**
 * How many would get it, where the rule depends on that; null: it does not. Asked before the transaction in which
 * `approvalObstacle` decides, since counting can take long.
 */
export async function countForRule(
  ctx: Pick<ServiceContext, 'db' | 'reads' | 'clock'>,
  record: CampaignRecord,
): Promise<number | null> {
  const { reader } = ctx.db;
  const { from_recipients } = readApprovalRule(reader);
  if (from_recipients === null || from_recipients <= 1 || addressesNobody(record.audience)) return null;
  const question = { rule: record.audience, channel: audienceChannelOf(reader, record), now: ctx.clock.now() };
  return (await ctx.reads.run('audience.count', question)).recipients;
}

/** Why a send may not begin without somebody's approval, and who can give it; null when it may. */
export function approvalObstacle(
  reader: Reader,
  record: CampaignRecord,
  recipients: number | null,
): HeraldError | null {
  if (!needsApproval(readApprovalRule(reader).from_recipients, recipients)) return null;
  const { latest, changed } = standingOf(reader, record);
  if (latest?.state === 'approved' && changed === null) return null;
  const approvers = approversOf(reader, { created_by: record.created_by, asked_by: latest?.asked_by ?? null });
  const { message, remedy } = wordsFor(latest, changed);
  return new HeraldError('APPROVAL_NEEDED', message, {
    hint: [remedy, sayWhoCan(approvers.map(({ name }) => name))].filter(Boolean).join(' '),
    approvers: approvers.map(({ id, name }) => ({ id, name })),
    changed: changed ?? [],
  });
}

function wordsFor(latest: NamedApproval | undefined, changed: ApprovedPart[] | null) {
  if (!latest) return { message: 'This campaign needs approval before it goes out.', remedy: 'Ask for approval.' };
  if (latest.state === 'changes_requested') {
    const message = `${latest.decided_by_name ?? 'Somebody'} asked for changes: “${latest.comment}”`;
    return { message, remedy: 'Make them, then ask for approval again.' };
  }
  if (changed !== null) {
    const since =
      latest.state === 'approved' ? `${latest.decided_by_name ?? 'somebody'} approved it` : 'approval was asked for';
    return { message: `${sayChanged(changed)} after ${since}.`, remedy: 'Ask for approval again.' };
  }
  return { message: 'This campaign waits for approval.', remedy: '' };
}

function sayWhoCan(names: readonly string[]): string {
  if (names.length === 0)
    return 'Nobody else can approve it: make somebody manager or admin, or change the rule in the settings.';
  return `Who can approve it: ${names.join(', ')}.`;
}
