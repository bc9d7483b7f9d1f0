import type { Tx } from '#main/db/access.ts';
import type { SavedReportRecord } from '#main/repositories/report/saved-report.repo.ts';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import type { ReportSchedule } from '#shared/domain/report/saved-report.ts';
import type { ServiceContext } from '../service-context.ts';

/** The next time of a report waits as a row; without one nothing waits. */
export function setReportTimer(
  { timers }: Pick<ServiceContext, 'timers'>,
  tx: Tx,
  { id, schedule, next_at }: Pick<SavedReportRecord, 'id' | 'schedule' | 'next_at'>,
): void {
  if (!schedule || next_at === null) {
    timers.clear(tx, 'report.due', id);
    return;
  }
  const { timezone } = schedule.repeat;
  const local = wallTimeAt(next_at, timezone);
  timers.set(tx, 'report.due', id, { report_id: id }, { due_at: next_at, local, timezone });
}

/** One job for each address, so that one that is refused holds up no other. */
export function orderMails(
  { queue }: Pick<ServiceContext, 'queue'>,
  tx: Tx,
  report_id: string,
  { to: addresses }: ReportSchedule,
): void {
  for (const to of addresses) queue.enqueue(tx, 'report.mail', { report_id, to }, { key: `${report_id} ${to}` });
}
