import type { Reader, Tx } from '#main/db/access.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export type ExportState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

export interface ExportRecord {
  no: number;
  id: string;
  filename: string;
  format: ExportFormat;
  target: ContactTarget;
  columns: string[];
  state: ExportState;
  problem: Reason | null;
  total: number;
  rows: number;
  bytes: number;
  /** The last contact in the file. */
  cursor: number;
  created_by: string;
  created_at: Millis;
  started_at: Millis | null;
  finished_at: Millis | null;
}

export interface ExportView
  extends Pick<
    ExportRecord,
    'id' | 'filename' | 'format' | 'columns' | 'state' | 'problem' | 'total' | 'rows' | 'bytes'
  > {
  created_by: string | null;
  created_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
}

interface Row extends Omit<ExportRecord, 'target' | 'columns' | 'problem'> {
  problem: string | null;
  target: string;
  columns: string;
  author: string | null;
}

const VIEW = 'SELECT e.*, u.name AS author FROM contact_export e LEFT JOIN user u ON u.id = e.created_by';

export function insertExport(
  tx: Tx,
  row: Pick<ExportRecord, 'id' | 'filename' | 'format' | 'target' | 'columns' | 'created_by' | 'created_at'>,
): void {
  tx.sql(
    `INSERT INTO contact_export (id, filename, format, target, columns, state, created_by, created_at)
     VALUES (@id, @filename, @format, @target, @columns, 'waiting', @created_by, @created_at)`,
  ).run({ ...row, target: JSON.stringify(row.target), columns: JSON.stringify(row.columns) });
  tx.touch('exports');
}

export function findExport(reader: Reader, id: string): ExportRecord | undefined {
  const row = reader.sql<Row>(`${VIEW} WHERE e.id = ?`).get(id);
  return row && recordOf(row);
}

export function findExportView(reader: Reader, id: string): ExportView | undefined {
  const row = reader.sql<Row>(`${VIEW} WHERE e.id = ?`).get(id);
  return row && viewOf(row);
}

export function pageOfExports(reader: Reader, { limit, cursor }: { limit: number; cursor?: string }): Page<ExportView> {
  const rows = reader
    .sql<Row>(`${VIEW} WHERE e.no < ? ORDER BY e.no DESC LIMIT ?`)
    .all(Number(cursor ?? Number.MAX_SAFE_INTEGER), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const total = reader.sql<{ n: number }>('SELECT count(*) AS n FROM contact_export').get()?.n ?? 0;
  return { items: rows.slice(0, limit).map(viewOf), next_cursor: last ? String(last.no) : null, total };
}

type Edit = Partial<
  Pick<ExportRecord, 'state' | 'problem' | 'total' | 'rows' | 'bytes' | 'cursor' | 'started_at' | 'finished_at'>
>;

/** @returns false when the export is in none of the states any more */
export function updateExport(tx: Tx, id: string, from: readonly ExportState[], { problem, ...edit }: Edit): boolean {
  const values = problem === undefined ? edit : { ...edit, problem: problem && JSON.stringify(problem) };
  const sets = Object.keys(values).map((name) => `${name} = @${name}`);
  const { changes } = tx
    .sql(
      `UPDATE contact_export SET ${sets.join(', ')}
       WHERE id = @id AND state IN (SELECT value FROM json_each(@from))`,
    )
    .run({ ...values, id, from: JSON.stringify(from) });
  if (changes === 1) tx.touch('exports', `export:${id}`);
  return changes === 1;
}

export function deleteExport(tx: Tx, id: string): void {
  tx.sql('DELETE FROM contact_export WHERE id = ?').run(id);
  tx.touch('exports', `export:${id}`);
}

/** Exports that ended before `before`. */
export function oldExports(reader: Reader, before: Millis): Pick<ExportRecord, 'id' | 'format'>[] {
  return reader
    .sql<Pick<ExportRecord, 'id' | 'format'>>('SELECT id, format FROM contact_export WHERE finished_at < ?')
    .all(before);
}

function recordOf({ author: _author, ...row }: Row): ExportRecord {
  return {
    ...row,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Reason),
    target: JSON.parse(row.target) as ContactTarget,
    columns: JSON.parse(row.columns) as string[],
  };
}

function viewOf(row: Row): ExportView {
  const { id, filename, format, columns, state, problem, total, rows, bytes, created_at, started_at, finished_at } =
    recordOf(row);
  const moment = (at: Millis | null) => (at === null ? null : instantOf(at));
  return {
    id,
    filename,
    format,
    columns,
    state,
    problem,
    total,
    rows,
    bytes,
    created_by: row.author,
    created_at: instantOf(created_at),
    started_at: moment(started_at),
    finished_at: moment(finished_at),
  };
}
