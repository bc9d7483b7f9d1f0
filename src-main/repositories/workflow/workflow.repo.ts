import type { Reader, Tx } from '#main/db/access.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import type { WorkflowState } from '#shared/domain/workflow/workflow-state.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface WorkflowRecord {
  no: number;
  id: string;
  name: string;
  description: string;
  state: WorkflowState;
  draft: WorkflowGraph;
  live_no: number | null;
  created_by: string | null;
  created_at: Millis;
  updated_at: Millis;
  revision: number;
}

/** What was published; it never changes. */
export interface WorkflowVersion {
  no: number;
  workflow_no: number;
  number: number;
  graph: WorkflowGraph;
  /** The conditions' rules with the ids of what they name, by their texts. */
  rules: Record<string, SegmentNode>;
  published_at: Millis;
  published_by: string | null;
}

type Stored<Row, Json extends keyof Row> = Omit<Row, Json> & Record<Json, string>;

const COLUMNS = 'no, id, name, description, state, draft, live_no, created_by, created_at, updated_at, revision';

export function allWorkflows(reader: Reader): WorkflowRecord[] {
  return reader
    .sql<Stored<WorkflowRecord, 'draft'>>(
      `SELECT ${COLUMNS} FROM workflow WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, no`,
    )
    .all()
    .map(recordOf);
}

export function findWorkflow(reader: Reader, id: string): WorkflowRecord | undefined {
  const row = reader
    .sql<Stored<WorkflowRecord, 'draft'>>(`SELECT ${COLUMNS} FROM workflow WHERE id = ? AND deleted_at IS NULL`)
    .get(id);
  return row && recordOf(row);
}

export function findWorkflowByNo(reader: Reader, no: number): WorkflowRecord | undefined {
  const row = reader
    .sql<Stored<WorkflowRecord, 'draft'>>(`SELECT ${COLUMNS} FROM workflow WHERE no = ? AND deleted_at IS NULL`)
    .get(no);
  return row && recordOf(row);
}

function recordOf(row: Stored<WorkflowRecord, 'draft'>): WorkflowRecord {
  return { ...row, draft: JSON.parse(row.draft) as WorkflowGraph };
}

/** Workflows in which people move now. */
export function liveWorkflows(reader: Reader): { no: number; id: string }[] {
  return reader
    .sql<{ no: number; id: string }>(
      `SELECT no, id FROM workflow WHERE state = 'live' AND deleted_at IS NULL ORDER BY no`,
    )
    .all();
}

export type NewWorkflow = Pick<WorkflowRecord, 'id' | 'name' | 'description' | 'draft' | 'created_by' | 'created_at'>;

export function insertWorkflow(tx: Tx, { draft, ...row }: NewWorkflow): void {
  tx.sql(
    `INSERT INTO workflow (id, name, description, state, draft, created_by, created_at, updated_at)
     VALUES (@id, @name, @description, 'draft', @draft, @created_by, @created_at, @created_at)`,
  ).run({ ...row, draft: JSON.stringify(draft) });
  touch(tx, row.id);
}

export interface WorkflowEdit {
  name: string;
  description: string;
  draft: WorkflowGraph;
  updated_at: Millis;
}

/** @returns whether it was at `revision` and has been changed */
export function updateWorkflow(tx: Tx, { no, id }: WorkflowRecord, revision: number, edit: WorkflowEdit): boolean {
  const { changes } = tx
    .sql(
      `UPDATE workflow SET name = @name, description = @description, draft = @draft, updated_at = @updated_at,
         revision = revision + 1 WHERE no = @no AND revision = @revision`,
    )
    .run({ ...edit, draft: JSON.stringify(edit.draft), no, revision });
  if (changes === 1) touch(tx, id);
  return changes === 1;
}

/** @returns whether it was in one of these states */
export function setWorkflowState(
  tx: Tx,
  { no, id }: Pick<WorkflowRecord, 'no' | 'id'>,
  { from, to, at }: { from: readonly WorkflowState[]; to: WorkflowState; at: Millis },
): boolean {
  const { changes } = tx
    .sql(
      `UPDATE workflow SET state = @to, updated_at = @at, revision = revision + 1
       WHERE no = @no AND state IN (SELECT value FROM json_each(@from))`,
    )
    .run({ no, to, at, from: JSON.stringify(from) });
  if (changes === 1) touch(tx, id);
  return changes === 1;
}

export function setLiveVersion(tx: Tx, { no, id }: WorkflowRecord, live_no: number, at: Millis): void {
  tx.sql(
    `UPDATE workflow SET live_no = ?, state = iif(state = 'paused', 'paused', 'live'), updated_at = ?, revision = revision + 1
     WHERE no = ?`,
  ).run(live_no, at, no);
  touch(tx, id);
}

export function deleteWorkflow(tx: Tx, { no, id }: WorkflowRecord, at: Millis): void {
  tx.sql('UPDATE workflow SET deleted_at = ? WHERE no = ?').run(at, no);
  touch(tx, id);
}

/** @returns its number, which is the row's */
export function insertVersion(tx: Tx, { graph, rules, ...row }: Omit<WorkflowVersion, 'no'>): number {
  const { lastInsertRowid } = tx
    .sql(
      `INSERT INTO workflow_version (workflow_no, number, graph, rules, published_at, published_by)
       VALUES (@workflow_no, @number, @graph, @rules, @published_at, @published_by)`,
    )
    .run({ ...row, graph: JSON.stringify(graph), rules: JSON.stringify(rules) });
  return Number(lastInsertRowid);
}

export function versionsOf(reader: Reader, workflow_no: number): Omit<WorkflowVersion, 'graph' | 'rules'>[] {
  return reader
    .sql<WorkflowVersion>(
      `SELECT no, workflow_no, number, published_at, published_by FROM workflow_version WHERE workflow_no = ?
       ORDER BY number DESC`,
    )
    .all(workflow_no);
}

export function findVersion(reader: Reader, no: number): WorkflowVersion | undefined {
  const row = reader
    .sql<Stored<WorkflowVersion, 'graph' | 'rules'>>('SELECT * FROM workflow_version WHERE no = ?')
    .get(no);
  return row && { ...row, graph: JSON.parse(row.graph), rules: JSON.parse(row.rules) };
}

function touch(tx: Tx, id: string): void {
  tx.touch('workflows', `workflow:${id}`);
}
