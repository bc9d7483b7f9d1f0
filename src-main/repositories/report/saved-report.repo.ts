import type { Reader, Tx } from '#main/db/access.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import type { ReportProblem, ReportQuestion, ReportSchedule } from '#shared/domain/report/saved-report.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface SavedReportRecord extends ReportQuestion {
  id: string;
  name: string;
  schedule: ReportSchedule | null;
  next_at: Millis | null;
  mailed_at: Millis | null;
  problem: ReportProblem | null;
  /** User in whose name it is mailed. */
  changed_by: string;
  created_at: Millis;
  revision: number;
}

export type SavedReportEdit = Partial<Omit<SavedReportRecord, 'id' | 'created_at' | 'revision'>>;

export interface SavedReportView
  extends Omit<SavedReportRecord, 'next_at' | 'mailed_at' | 'changed_by' | 'created_at'> {
  next_at: Instant | null;
  mailed_at: Instant | null;
  changed_by: string | null;
}

interface Row extends Omit<SavedReportRecord, 'schedule' | 'problem'> {
  channel: Channel | null;
  schedule: string | null;
  problem: string | null;
}

const COLUMNS = `r.id, r.name, r.days, r.channel, r.search, r.schedule, r.next_at, r.mailed_at, r.problem, r.changed_by, r.created_at,
  r.revision`;

export function findReport(reader: Reader, id: string): SavedReportRecord | undefined {
  const row = reader.sql<Row>(`SELECT ${COLUMNS} FROM saved_report r WHERE r.id = ?`).get(id);
  return row && recordOf(row);
}

export function findReportView(reader: Reader, id: string): SavedReportView | undefined {
  return viewsOf(reader, 'WHERE r.id = ?', id)[0];
}

/** By name. */
export function listReports(reader: Reader): SavedReportView[] {
  return viewsOf(reader, 'ORDER BY r.name COLLATE NOCASE, r.no');
}

export function insertReport(tx: Tx, report: Omit<SavedReportRecord, 'revision' | 'mailed_at' | 'problem'>): void {
  const { id, name, days, channel, search, schedule, next_at, changed_by, created_at } = report;
  tx.sql(
    `INSERT INTO saved_report (id, name, days, channel, search, schedule, next_at, changed_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, name, days, channel, search, jsonOf(schedule), next_at, changed_by, created_at);
  tx.touch('saved-reports');
}

/** What people write about it. @returns whether it was at `revision` and has been changed */
export function changeReportRow(tx: Tx, record: SavedReportRecord, revision: number): boolean {
  const { id, name, days, channel, search, schedule, next_at, changed_by } = record;
  const { changes } = tx
    .sql(
      `UPDATE saved_report SET name = ?, days = ?, channel = ?, search = ?, schedule = ?, next_at = ?, changed_by = ?, problem = NULL,
         revision = revision + 1 WHERE id = ? AND revision = ?`,
    )
    .run(name, days, channel, search, jsonOf(schedule), next_at, changed_by, id, revision);
  if (changes === 1) tx.touch('saved-reports');
  return changes === 1;
}

/** How its mails get on; no edit of anybody. */
export function noteMailing(
  tx: Tx,
  id: string,
  { next_at, mailed_at, problem }: Pick<SavedReportRecord, 'next_at' | 'mailed_at' | 'problem'>,
): void {
  tx.sql('UPDATE saved_report SET next_at = ?, mailed_at = ?, problem = ? WHERE id = ?').run(
    ...[next_at, mailed_at, jsonOf(problem), id],
  );
  tx.touch('saved-reports');
}

/** @returns whether there was one */
export function deleteReport(tx: Tx, id: string): boolean {
  const { changes } = tx.sql('DELETE FROM saved_report WHERE id = ?').run(id);
  if (changes === 1) tx.touch('saved-reports');
  return changes === 1;
}

function viewsOf(reader: Reader, rest: string, ...values: string[]): SavedReportView[] {
  return reader
    .sql<Row & { author: string | null }>(
      `SELECT ${COLUMNS}, u.name AS author FROM saved_report r LEFT JOIN user u ON u.id = r.changed_by ${rest}`,
    )
    .all(...values)
    .map(({ author, ...row }) => {
      const { created_at: _at, ...record } = recordOf(row);
      const { next_at, mailed_at } = record;
      return {
        ...record,
        next_at: next_at === null ? null : instantOf(next_at),
        mailed_at: mailed_at === null ? null : instantOf(mailed_at),
        changed_by: author,
      };
    });
}

function recordOf({ schedule, problem, ...row }: Row): SavedReportRecord {
  return {
    ...row,
    schedule: schedule === null ? null : (JSON.parse(schedule) as ReportSchedule),
    problem: problem === null ? null : (JSON.parse(problem) as ReportProblem),
  };
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
