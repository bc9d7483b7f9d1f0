import type { Reader } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** A piece of long work, by where it is kept and who ordered it. */
export interface WorkRow {
  kind: 'bulk_edit' | 'export' | 'import' | 'duplicates' | 'asking';
  id: string;
  created_by: string | null;
  at: Millis;
}

/** So much is shown at most of each kind. */
const MOST = 20;

const source = (kind: WorkRow['kind'], table: string, under_way: string) =>
  `SELECT * FROM (SELECT '${kind}' AS kind, id, created_by, created_at AS at FROM ${table}
     WHERE state IN (${under_way}) OR (created_by = @user_id AND finished_at > @since) ORDER BY no DESC LIMIT ${MOST})`;

const SQL = [
  source('bulk_edit', 'bulk_edit', `'waiting', 'running', 'undo_waiting', 'undoing'`),
  source('export', 'contact_export', `'waiting', 'running'`),
  source('import', 'import', `'checking', 'waiting', 'running', 'undoing'`),
  source('asking', 'list_asking', `'running'`),
  `SELECT 'duplicates' AS kind, 'duplicates' AS id, started_by AS created_by, started_at AS at FROM duplicate_search
     WHERE state IN ('waiting', 'running') OR (started_by = @user_id AND finished_at > @since)`,
].join(' UNION ALL ');

/** What is under way, whoever ordered it, and what this user ordered that has ended since; newest first. */
export function workRows(reader: Reader, { user_id, since }: { user_id: string; since: Millis }): WorkRow[] {
  return reader.sql<WorkRow>(`SELECT * FROM (${SQL}) ORDER BY at DESC`).all({ user_id, since });
}
