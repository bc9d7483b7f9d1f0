import type { Reader } from '#main/db/access.ts';
import { findUser } from '#main/repositories/access/user.repo.ts';
import { findReport, noteMailing, type SavedReportRecord } from '#main/repositories/report/saved-report.repo.ts';
import { findDefaultSender } from '#main/repositories/sending/sender.repo.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { isTooLate } from '#shared/domain/campaign/missed-schedule.ts';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { may } from '#shared/domain/may.ts';
import type { ReportProblem, ReportSchedule } from '#shared/domain/report/saved-report.ts';
import { nextTimes } from '#shared/domain/timing/send-timing.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { latestTime } from '../timing/start-occurrence.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { campaignsFile } from './campaigns-file.ts';
import { reportLetter } from './report-letter.ts';
import { orderMails, setReportTimer } from './report-timer.ts';

/**
 * Its moment has come: it is mailed, and waits for the next one. A moment missed by more than the organization allows for campaigns is left
 * out, and the report says so; of several missed ones the last counts.
 */
export function reportDue(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'queue' | 'timers'>,
  { report_id }: { report_id: string },
): void {
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    const report = findReport(tx, report_id);
    if (!report?.schedule || report.next_at === null || report.next_at > now) return;
    const { schedule, mailed_at } = report;
    const problem = problemAt(tx, report, { at: latestTime(schedule.repeat, report.next_at, now), now });
    if (!problem) orderMails(ctx, tx, report_id, schedule);
    const [next_at = null] = nextTimes(schedule.repeat, now, 1) ?? [];
    noteMailing(tx, report_id, { next_at, mailed_at, problem });
    setReportTimer(ctx, tx, { id: report_id, schedule, next_at });
  });
}

function problemAt(
  reader: Reader,
  { schedule, changed_by }: SavedReportRecord,
  { at, now }: { at: Millis; now: Millis },
): ReportProblem | null {
  const author = findUser(reader, changed_by);
  if (!author || !may({ user_id: author.id, role: author.role, active: author.active }, 'report.write')) {
    return { code: 'author', said: author?.name ?? '' };
  }
  const timezone = schedule?.repeat.timezone ?? 'UTC';
  if (!isTooLate(at, now, readTimingRules(reader).late_minutes)) return null;
  return { code: 'missed', said: `${wallTimeAt(at, timezone).replace('T', ' ')} (${timezone})` };
}

/** Mails it to one address. Whoever is not named any more gets nothing. Tried again while the server does not take it. */
export async function mailReport(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'mailer' | 'endpoints' | 'reads'>,
  { report_id, to }: { report_id: string; to: string },
): Promise<void> {
  const { reader } = ctx.db;
  const report = findReport(reader, report_id);
  if (!report?.schedule?.to.includes(to)) return;
  const sender = findDefaultSender(reader, 'email');
  if (!sender) return note(ctx, report_id, { code: 'no_sender', said: '' });
  const { ok, said, lasting } = await ctx.mailer.sendNow(sender.no, await letterOf(ctx, report, to));
  if (ok) return note(ctx, report_id, null);
  note(ctx, report_id, { code: 'refused', said: `${to}: ${said}` });
  if (!lasting) throw new Error(`the server did not take it: ${said}`);
}

async function letterOf(
  { db, clock, endpoints, reads }: Pick<ServiceContext, 'db' | 'clock' | 'endpoints' | 'reads'>,
  report: SavedReportRecord,
  to: string,
) {
  const { name, days, channel, search } = report;
  const { format } = report.schedule as ReportSchedule;
  const campaigns = await reads.run('reports.campaigns', { question: { days, channel, search }, now: clock.now() });
  const { locale, timezone } = requireOrganization(db.reader);
  const file = await campaignsFile(campaigns, { name, format, locale, timezone });
  const letter = reportLetter(campaigns, { name, days, locale, link: `${endpoints.console_url}/#/campaigns` });
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { to, ...letter, file: { filename: file.name, type: file.type, bytes } };
}

/** @param problem null: it was taken */
function note(ctx: Pick<ServiceContext, 'db' | 'clock'>, id: string, problem: ReportProblem | null): void {
  ctx.db.write((tx) => {
    const report = findReport(tx, id);
    if (!report) return;
    const { next_at, mailed_at } = report;
    noteMailing(tx, id, { next_at, mailed_at: problem ? mailed_at : ctx.clock.now(), problem });
  });
}
