import type { Reader } from '#main/db/access.ts';
import type { Enrolment, Reason } from '#shared/domain/workflow/enrolment.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

/** A pass as people see it. */
export interface EnrolmentView {
  id: string;
  workflow_id: string;
  workflow: string;
  contact_id: string;
  contact: string;
  email: string | null;
  state: Enrolment['state'];
  node: string;
  since: Instant;
  entered_at: Instant;
  waits: Enrolment['waits'];
  due_at: Instant | null;
  error: string | null;
  ended: Enrolment['ended'];
  ended_at: Instant | null;
}

type Moments = 'since' | 'entered_at' | 'due_at' | 'ended_at';
type Row = Omit<EnrolmentView, Moments> & {
  no: number;
  since: Millis;
  entered_at: Millis;
  due_at: Millis | null;
  ended_at: Millis | null;
};

const SELECT = `SELECT e.no, e.id, w.id AS workflow_id, w.name AS workflow, c.id AS contact_id,
    coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.email, '') AS contact, c.email,
    e.state, e.node, e.since, e.entered_at, e.waits, e.due_at, e.error, e.ended, e.ended_at
  FROM enrolment e JOIN workflow w ON w.no = e.workflow_no JOIN contact c ON c.no = e.contact_no`;

export interface EnrolmentQuery {
  workflow_no: number;
  node?: string;
  state?: Enrolment['state'];
  limit: number;
  cursor?: string;
}

/** At a node: who has been there longest first. Otherwise: who entered last first. */
export function enrolmentPage(
  reader: Reader,
  { workflow_no, node, state, limit, cursor }: EnrolmentQuery,
): { items: EnrolmentView[]; next_cursor: string | null } {
  const [at = 0, no = 0] = cursor?.split('_').map(Number) ?? [];
  const asked = { workflow_no, node, state, at, no, limit: limit + 1 };
  const where = `e.workflow_no = @workflow_no ${state === undefined ? '' : 'AND e.state = @state'}`;
  const rows =
    node === undefined
      ? reader
          .sql<Row>(
            `${SELECT} WHERE ${where} ${cursor ? 'AND (e.entered_at, e.no) < (@at, @no)' : ''}
             ORDER BY e.entered_at DESC, e.no DESC LIMIT @limit`,
          )
          .all(asked)
      : reader
          .sql<Row>(
            `${SELECT} WHERE ${where} AND e.state <> 'ended' AND e.node = @node
               ${cursor ? 'AND (e.since, e.no) > (@at, @no)' : ''} ORDER BY e.since, e.no LIMIT @limit`,
          )
          .all(asked);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = last && `${node === undefined ? last.entered_at : last.since}_${last.no}`;
  return { items: items.map(viewOf), next_cursor: rows.length > limit && next ? next : null };
}

/** All passes of one contact, the last first; or one of them. */
export function enrolmentsOfContact(reader: Reader, contact_no: number, only?: number): EnrolmentView[] {
  return reader
    .sql<Row>(
      `${SELECT} WHERE e.contact_no = @contact_no AND w.deleted_at IS NULL ${only === undefined ? '' : 'AND e.no = @only'}
       ORDER BY e.entered_at DESC, e.no DESC`,
    )
    .all({ contact_no, only })
    .map(viewOf);
}

function viewOf({ no: _no, ...row }: Row): EnrolmentView {
  return {
    ...row,
    since: instantOf(row.since),
    entered_at: instantOf(row.entered_at),
    due_at: row.due_at === null ? null : instantOf(row.due_at),
    ended_at: row.ended_at === null ? null : instantOf(row.ended_at),
  };
}

export interface StepView {
  visit: number;
  node: string;
  entered_at: Instant;
  left_at: Instant;
  port: string | null;
  reason: Reason;
}

export function stepsOf(reader: Reader, enrolment_no: number): StepView[] {
  return reader
    .sql<{
      visit: number;
      node: string;
      entered_at: Millis;
      left_at: Millis;
      port: string | null;
      reason: Reason['code'];
      detail: string | null;
    }>(
      'SELECT visit, node, entered_at, left_at, port, reason, detail FROM enrolment_step WHERE enrolment_no = ? ORDER BY visit',
    )
    .all(enrolment_no)
    .map(({ visit, node, entered_at, left_at, port, reason, detail }) => ({
      visit,
      node,
      entered_at: instantOf(entered_at),
      left_at: instantOf(left_at),
      port,
      reason: { code: reason, ...(detail ? (JSON.parse(detail) as object) : {}) },
    }));
}

/** At which node somebody was at a visit that is over. */
export function nodeAtVisit(reader: Reader, enrolment_no: number, visit: number): string | null {
  return (
    reader
      .sql<{ node: string }>('SELECT node FROM enrolment_step WHERE enrolment_no = ? AND visit = ?')
      .get(enrolment_no, visit)?.node ?? null
  );
}
