import type { Reader, Tx } from '#main/db/access.ts';
import type { BulkAction, BulkState, LeftOutReason } from '#shared/domain/bulk-edit.ts';
import { isUndoable } from '#shared/domain/bulk-edit.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export interface BulkEditRecord {
  no: number;
  id: string;
  action: BulkAction;
  target: ContactTarget;
  state: BulkState;
  problem: Reason | null;
  collected: boolean;
  total: number;
  handled: number;
  changed: number;
  unchanged: number;
  left_out: Partial<Record<LeftOutReason, number>>;
  restored: number;
  kept: number;
  /** What this edit writes into rows as their moment. */
  at: Millis;
  created_by: string | null;
  created_at: Millis;
  started_at: Millis | null;
  finished_at: Millis | null;
}

export interface BulkEditView
  extends Pick<
    BulkEditRecord,
    | 'id'
    | 'action'
    | 'state'
    | 'problem'
    | 'total'
    | 'handled'
    | 'changed'
    | 'unchanged'
    | 'left_out'
    | 'restored'
    | 'kept'
  > {
  list_name: string | null;
  undoable: boolean;
  created_by: string | null;
  created_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
}

interface Stored extends Omit<BulkEditRecord, 'action' | 'target' | 'left_out' | 'collected' | 'problem'> {
  problem: string | null;
  action: string;
  target: string;
  left_out: string;
  collected: number;
}

interface StoredView extends Stored {
  author: string | null;
  list_name: string | null;
}

/** Edits whose parts are gone can't be taken back any more. */
const VIEW = `SELECT b.*, u.name AS author,
    (SELECT name FROM list l WHERE l.id = b.action ->> 'list_id') AS list_name
  FROM bulk_edit b LEFT JOIN user u ON u.id = b.created_by`;

export function insertBulkEdit(
  tx: Tx,
  edit: Pick<BulkEditRecord, 'id' | 'action' | 'target' | 'at' | 'created_by'>,
): void {
  tx.sql(
    `INSERT INTO bulk_edit (id, action, target, state, at, created_by, created_at)
     VALUES (@id, @action, @target, 'waiting', @at, @created_by, @at)`,
  ).run({ ...edit, action: JSON.stringify(edit.action), target: JSON.stringify(edit.target) });
  touchBulkEdit(tx, edit.id);
}

export function findBulkEdit(reader: Reader, id: string): BulkEditRecord | undefined {
  const row = reader.sql<Stored>('SELECT * FROM bulk_edit WHERE id = ?').get(id);
  return row && recordOf(row);
}

export function findBulkEditView(reader: Reader, id: string): BulkEditView | undefined {
  const row = reader.sql<StoredView>(`${VIEW} WHERE b.id = ?`).get(id);
  return row && viewOf(row);
}

export function pageOfBulkEdits(reader: Reader, query: { limit: number; cursor?: string }): Page<BulkEditView> {
  const { limit, cursor } = query;
  const rows = reader
    .sql<StoredView>(`${VIEW} WHERE b.no < ? ORDER BY b.no DESC LIMIT ?`)
    .all(Number(cursor ?? Number.MAX_SAFE_INTEGER), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const total = reader.sql<{ n: number }>('SELECT count(*) AS n FROM bulk_edit').get()?.n ?? 0;
  return { items: rows.slice(0, limit).map(viewOf), next_cursor: last ? String(last.no) : null, total };
}

type Edit = Partial<
  Omit<BulkEditRecord, 'no' | 'id' | 'action' | 'target' | 'at' | 'created_by' | 'created_at' | 'left_out'>
> & { left_out?: BulkEditRecord['left_out'] };

/** Says nothing to screens: see `touchBulkEdit`. @returns false when the edit is in none of the states any more */
export function updateBulkEdit(tx: Tx, id: string, from: readonly BulkState[], edit: Edit): boolean {
  const names = Object.keys(edit);
  const { left_out, collected, problem, ...plain } = edit;
  const { changes } = tx
    .sql(
      `UPDATE bulk_edit SET ${names.map((name) => `${name} = @${name}`).join(', ')}
       WHERE id = @id AND state IN (SELECT value FROM json_each(@from))`,
    )
    .run({
      ...plain,
      ...(left_out ? { left_out: JSON.stringify(left_out) } : {}),
      ...(problem === undefined ? {} : { problem: problem && JSON.stringify(problem) }),
      ...(collected === undefined ? {} : { collected: Number(collected) }),
      id,
      from: JSON.stringify(from),
    });
  return changes === 1;
}

export function touchBulkEdit(tx: Tx, id: string): void {
  tx.touch('bulk-edits', `bulk-edit:${id}`);
}

function recordOf(row: Stored): BulkEditRecord {
  return {
    ...row,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Reason),
    action: JSON.parse(row.action) as BulkAction,
    target: JSON.parse(row.target) as ContactTarget,
    left_out: JSON.parse(row.left_out) as BulkEditRecord['left_out'],
    collected: row.collected === 1,
  };
}

function viewOf(row: StoredView): BulkEditView {
  const { id, action, state, problem, total, handled, changed, unchanged, left_out, restored, kept } = recordOf(row);
  return {
    id,
    action,
    list_name: row.list_name,
    state,
    problem,
    total,
    handled,
    changed,
    unchanged,
    left_out,
    restored,
    kept,
    undoable: changed > 0 && isUndoable(action.kind) && ['done', 'cancelled', 'failed'].includes(state),
    created_by: row.author,
    created_at: instantOf(row.created_at),
    started_at: row.started_at === null ? null : instantOf(row.started_at),
    finished_at: row.finished_at === null ? null : instantOf(row.finished_at),
  };
}
