import type { Reader, Tx } from '#main/db/access.ts';
import type { Enrolment, Passage } from '#shared/domain/workflow/enrolment.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** A pass as it is stored; what the domain calls seed is its number. */
export interface EnrolmentRow {
  no: number;
  id: string;
  workflow_no: number;
  version_no: number;
  contact_no: number;
  state: Enrolment['state'];
  node: string;
  visit: number;
  since: Millis;
  entered_at: Millis;
  waits: Enrolment['waits'];
  due_at: Millis | null;
  deadline: Millis | null;
  listens: number;
  goals: string;
  /** Ledger row of the last email of this pass. */
  previous_no: number | null;
  answer: 'ok' | 'failed' | null;
  error: string | null;
  /** How many workflows started one another before this pass. */
  depth: number;
  ended: Enrolment['ended'];
  ended_at: Millis | null;
}

export function dueEnrolments(
  reader: Reader,
  { workflow_no, now, limit }: { workflow_no: number; now: Millis; limit: number },
): EnrolmentRow[] {
  return reader
    .sql<EnrolmentRow>(
      'SELECT * FROM enrolment WHERE workflow_no = ? AND due_at IS NOT NULL AND due_at <= ? ORDER BY due_at LIMIT ?',
    )
    .all(workflow_no, now, limit);
}

export function nextDue(reader: Reader, workflow_no: number): Millis | null {
  return (
    reader
      .sql<{ due_at: Millis }>(
        'SELECT due_at FROM enrolment WHERE workflow_no = ? AND due_at IS NOT NULL ORDER BY due_at LIMIT 1',
      )
      .get(workflow_no)?.due_at ?? null
  );
}

export function findEnrolment(reader: Reader, id: string): EnrolmentRow | undefined {
  return reader.sql<EnrolmentRow>('SELECT * FROM enrolment WHERE id = ?').get(id);
}

export function findEnrolmentByNo(reader: Reader, no: number): EnrolmentRow | undefined {
  return reader.sql<EnrolmentRow>('SELECT * FROM enrolment WHERE no = ?').get(no);
}

/** Passes of a contact through a workflow that are not over. */
export function openEnrolments(reader: Reader, workflow_no: number, contact_no: number): EnrolmentRow[] {
  return reader
    .sql<EnrolmentRow>(
      `SELECT * FROM enrolment WHERE contact_no = ? AND workflow_no = ? AND state <> 'ended' ORDER BY no`,
    )
    .all(contact_no, workflow_no);
}

/** Whether somebody is inside a workflow, and when they last entered; null: never. */
export function entriesOf(
  reader: Reader,
  workflow_no: number,
  contact_no: number,
): { inside: 0 | 1; last: Millis | null } {
  const none = { inside: 0, last: null } as const;
  return (
    reader
      .sql<{ inside: 0 | 1; last: Millis | null }>(
        `SELECT coalesce(max(state <> 'ended'), 0) AS inside, max(+entered_at) AS last FROM enrolment
         WHERE contact_no = ? AND workflow_no = ?`,
      )
      .get(contact_no, workflow_no) ?? none
  );
}

export type NewEnrolment = Pick<EnrolmentRow, 'id' | 'workflow_no' | 'version_no' | 'contact_no' | 'node' | 'depth'> & {
  at: Millis;
};

/** Due at once. */
export function insertEnrolment(tx: Tx, row: NewEnrolment): void {
  tx.sql(
    `INSERT INTO enrolment (id, workflow_no, version_no, contact_no, state, node, visit, since, entered_at, due_at, depth)
     VALUES (@id, @workflow_no, @version_no, @contact_no, 'active', @node, 0, @at, @at, @at, @depth)`,
  ).run(row);
}

export function saveEnrolment(tx: Tx, row: EnrolmentRow): void {
  tx.sql(
    `UPDATE enrolment SET version_no = @version_no, state = @state, node = @node, visit = @visit, since = @since, waits = @waits,
       due_at = @due_at, deadline = @deadline, listens = @listens, goals = @goals, previous_no = @previous_no, answer = @answer,
       error = @error, ended = @ended, ended_at = @ended_at WHERE no = @no`,
  ).run(row);
}

export function insertStep(tx: Tx, enrolment_no: number, passage: Passage): void {
  const { holds, why } = passage.reason;
  const detail = holds === undefined && why === undefined ? null : JSON.stringify({ holds, why });
  tx.sql(
    `INSERT INTO enrolment_step (enrolment_no, visit, node, entered_at, left_at, port, reason, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    enrolment_no,
    passage.visit,
    passage.node,
    passage.entered,
    passage.left,
    passage.port,
    passage.reason.code,
    detail,
  );
}

export interface EffectKey {
  enrolment_no: number;
  visit: number;
}

/** Claims the right to do what a node does at this visit. @returns false when it has been done */
export function claimEffect(tx: Tx, { enrolment_no, visit }: EffectKey, kind: string): boolean {
  const { changes } = tx
    .sql('INSERT INTO enrolment_effect (enrolment_no, visit, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(enrolment_no, visit, kind);
  return changes === 1;
}

export function noteEffect(tx: Tx, { enrolment_no, visit }: EffectKey, ref: number): void {
  tx.sql('UPDATE enrolment_effect SET ref = ? WHERE enrolment_no = ? AND visit = ?').run(ref, enrolment_no, visit);
}

/** What was asked of another system at this visit has come back; whoever has moved on meanwhile is left alone. */
export function saveAnswer(
  tx: Tx,
  { enrolment_no, visit }: EffectKey,
  { answer, error, at }: { answer: 'ok' | 'failed'; error: string | null; at: Millis },
): boolean {
  const { changes } = tx
    .sql(
      `UPDATE enrolment SET answer = ?, error = ?, due_at = ? WHERE no = ? AND visit = ? AND state = 'active' AND waits = 'answer'`,
    )
    .run(answer, error, at, enrolment_no, visit);
  return changes === 1;
}

/** The next contacts about whom something changed; those of them who wait for that are due. @returns how many contacts */
export function wakeDirty(tx: Tx, { now, limit }: { now: Millis; limit: number }): number {
  const nos = tx
    .sql<{ contact_no: number }>('SELECT contact_no FROM workflow_dirty ORDER BY contact_no LIMIT ?')
    .all(limit)
    .map(({ contact_no }) => contact_no);
  if (nos.length === 0) return 0;
  const list = JSON.stringify(nos);
  tx.sql(
    `UPDATE enrolment SET due_at = @now WHERE listens = 1 AND state = 'active' AND contact_no IN (SELECT value FROM json_each(@list))
       AND (due_at IS NULL OR due_at > @now)`,
  ).run({ now, list });
  tx.sql('DELETE FROM workflow_dirty WHERE contact_no IN (SELECT value FROM json_each(?))').run(list);
  return nos.length;
}

/** Ends all passes of a workflow that are not over. @returns how many */
export function endAll(tx: Tx, workflow_no: number, ended: string, at: Millis): number {
  return tx
    .sql(
      `UPDATE enrolment SET state = 'ended', ended = ?, ended_at = ?, due_at = NULL, waits = NULL, deadline = NULL, listens = 0
       WHERE workflow_no = ? AND state <> 'ended'`,
    )
    .run(ended, at, workflow_no).changes;
}

/** Takes out who stands at a node in a version before this one. @returns how many */
export function endAtNode(
  tx: Tx,
  { workflow_no, node, before, at }: { workflow_no: number; node: string; before: number; at: Millis },
): number {
  return tx
    .sql(
      `UPDATE enrolment SET state = 'ended', ended = 'published', ended_at = @at, due_at = NULL, waits = NULL, deadline = NULL,
         listens = 0
       WHERE workflow_no = @workflow_no AND node = @node AND state <> 'ended' AND version_no < @before`,
    )
    .run({ workflow_no, node, before, at }).changes;
}

/**
 * Takes who stands at a node over into another version. At the same node they go on waiting as they did, since nothing that was done
 * is done again; at another one they begin.
 */
export function moveAtNode(
  tx: Tx,
  move: { workflow_no: number; node: string; to: string; version_no: number; at: Millis },
): number {
  const begin =
    move.node === move.to ? '' : `, waits = NULL, deadline = NULL, visit = visit + 1, since = @at, answer = NULL`;
  const trace = `INSERT INTO enrolment_step (enrolment_no, visit, node, entered_at, left_at, port, reason)
    SELECT no, visit, node, since, @at, NULL, 'moved' FROM enrolment
    WHERE workflow_no = @workflow_no AND node = @node AND state <> 'ended' AND version_no < @version_no`;
  if (begin) tx.sql(trace).run(withoutTarget(move));
  return tx
    .sql(
      `UPDATE enrolment SET version_no = @version_no, node = @to, state = 'active', error = NULL, due_at = @at${begin}
       WHERE workflow_no = @workflow_no AND node = @node AND state <> 'ended' AND version_no < @version_no`,
    )
    .run(move).changes;
}

function withoutTarget({
  to: _to,
  ...move
}: {
  workflow_no: number;
  node: string;
  to: string;
  version_no: number;
  at: Millis;
}) {
  return move;
}
