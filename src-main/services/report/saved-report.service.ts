import type { ReportedCampaign } from '#main/repositories/report/reported-campaigns.repo.ts';
import {
  changeReportRow,
  deleteReport,
  findReport,
  findReportView,
  insertReport,
  listReports,
  type SavedReportRecord,
  type SavedReportView,
} from '#main/repositories/report/saved-report.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import type { ReportSchedule } from '#shared/domain/report/saved-report.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { firstOf } from '../timing/check-timing.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { campaignsFile } from './campaigns-file.ts';
import { orderMails, setReportTimer } from './report-timer.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'timers'>;
type Reads = Pick<ServiceContext, 'db' | 'clock' | 'reads'>;

/** What a person says about it. */
export type ReportFields = Pick<SavedReportRecord, 'name' | 'days' | 'channel' | 'search' | 'schedule'>;

export function getReports({ db }: Pick<Context, 'db'>): SavedReportView[] {
  return listReports(db.reader);
}

export function getReport({ db }: Pick<Context, 'db'>, id: string): SavedReportView {
  return found(findReportView(db.reader, id), 'report');
}

/** Its campaigns as they are now, or were at their closing. */
export function campaignsOfReport({ db, clock, reads }: Reads, id: string): Promise<ReportedCampaign[]> {
  const { days, channel, search } = found(findReport(db.reader, id), 'report');
  return reads.run('reports.campaigns', { question: { days, channel, search }, now: clock.now() });
}

export async function reportAsFile(ctx: Reads, { id, format }: { id: string; format: ExportFormat }): Promise<File> {
  const { name } = found(findReport(ctx.db.reader, id), 'report');
  const { locale, timezone } = requireOrganization(ctx.db.reader);
  return campaignsFile(await campaignsOfReport(ctx, id), { name, format, locale, timezone });
}

export function createReport(ctx: Context, actor: string, fields: ReportFields): SavedReportView {
  const id = ctx.ids.id();
  const now = ctx.clock.now();
  const { schedule, next_at } = planned(fields.schedule, now);
  ctx.db.write((tx) => {
    insertReport(tx, { ...fields, schedule, next_at, id, changed_by: actor, created_at: now });
    setReportTimer(ctx, tx, { id, schedule, next_at });
    tx.record({ type: 'report.saved', subject: `report:${id}`, actor });
  });
  return getReport(ctx, id);
}

/** Whoever changes a report is who it is mailed for. */
export function changeReport(
  ctx: Context,
  actor: string,
  { id, revision, ...edit }: Partial<ReportFields> & { id: string; revision: number },
): SavedReportView {
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    const before = found(findReport(tx, id), 'report');
    const after = { ...before, ...edit, changed_by: actor };
    const { schedule, next_at } = planned(after.schedule, now);
    if (!changeReportRow(tx, { ...after, schedule, next_at }, revision)) {
      throw new HeraldError('STALE_REVISION', 'This report was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
        revision: before.revision,
      });
    }
    setReportTimer(ctx, tx, { id, schedule, next_at });
    tx.record({ type: 'report.changed', subject: `report:${id}`, actor, data: { fields: Object.keys(edit) } });
  });
  return getReport(ctx, id);
}

export function removeReport(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    if (!deleteReport(tx, id)) found(undefined, 'report');
    setReportTimer(ctx, tx, { id, schedule: null, next_at: null });
    tx.record({ type: 'report.deleted', subject: `report:${id}`, actor });
  });
  return { done: true };
}

/** To those who get it by its schedule, beside it. */
export function mailReportNow(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const { schedule } = found(findReport(tx, id), 'report');
    if (!schedule) {
      throw new HeraldError('INVALID_INPUT', 'Nobody is named who gets this report by mail.', {
        field: 'schedule',
        hint: 'Say when it is mailed and to whom, or take it as a file.',
      });
    }
    orderMails(ctx, tx, id, schedule);
    tx.record({ type: 'report.mailed', subject: `report:${id}`, actor });
  });
  return { done: true };
}

/** With addresses as they are mailed, each once, and the next time. */
function planned(schedule: ReportSchedule | null, now: number): Pick<SavedReportRecord, 'schedule' | 'next_at'> {
  if (!schedule) return { schedule, next_at: null };
  const to = new Map<string, string>();
  for (const [place, text] of schedule.to.entries()) {
    const answer = parseEmailAddress(text);
    if (!answer.ok) {
      throw new HeraldError('INVALID_INPUT', sayReason(answer.problem), {
        field: `schedule.to.${place}`,
        hint: 'Use an address such as ana@example.org.',
      });
    }
    if (!to.has(answer.key)) to.set(answer.key, answer.address);
  }
  const { at } = firstOf(schedule.repeat, now, 'schedule.repeat.rule');
  return { schedule: { ...schedule, to: [...to.values()] }, next_at: at };
}
