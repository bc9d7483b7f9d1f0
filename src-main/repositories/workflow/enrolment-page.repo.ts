import type { Reader } from '#main/db/access.ts';
import type { Enrolment, Reason } from '#shared/domain/workflow/enrolment.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import { STUCK } from './enrolment-standing.repo.ts';

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

function select(passes = 'enrolment'): string {
  return `SELECT e.no, e.id, w.id AS workflow_id, w.name AS workflow, c.id AS contact_id,
      coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.email, '') AS contact, c.email,
      e.state, e.node, e.since, e.entered_at, e.waits, e.due_at, e.error, e.ended, e.ended_at
    FROM ${passes} e JOIN workflow w ON w.no = e.workflow_no JOIN contact c ON c.no = e.contact_no`;
}
const SELECT = select();

export interface EnrolmentQuery {
  workflow_no: number;
  node?: string;
  state?: Enrolment['state'] | 'stuck';
  /** Who was due before this moment is stuck. */
  before: Millis;
  limit: number;
  cursor?: string;
}

export interface EnrolmentPage {
  items: EnrolmentView[];
  next_cursor: string | null;
}

/** Of few among many: found by their own index, not by looking at everybody. */
const amongFew = (few: string) => `+e.workflow_no = @workflow_no AND e.no IN (${few})`;
const OF_STATE = {
  any: 'e.workflow_no = @workflow_no',
  active: `e.workflow_no = @workflow_no AND e.state = 'active'`,
  ended: `e.workflow_no = @workflow_no AND e.state = 'ended'`,
  failed: amongFew(`SELECT no FROM enrolment WHERE workflow_no = @workflow_no AND state = 'failed'`),
  stuck: amongFew(STUCK),
} as const;

/** At a node: who has been there longest first. Otherwise: who entered last first. */
export function enrolmentPage(reader: Reader, query: EnrolmentQuery): EnrolmentPage {
  const { workflow_no, node, state, before, limit, cursor } = query;
  const { at, no } = placeOf(cursor);
  const asked = { workflow_no, node, before, at, no, limit: limit + 1 };
  const where = OF_STATE[state ?? 'any'];
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

/** So many passes are looked at for a page at most: a way that few went costs no more than one that many went. */
const LOOKED_AT = 20_000;

/** Who left a node by a way out; who entered last first. A page may be short, or empty, while there is a next one. */
export function leftPage(
  reader: Reader,
  {
    workflow_no,
    node,
    port,
    limit,
    cursor,
  }: Pick<EnrolmentQuery, 'workflow_no' | 'limit' | 'cursor'> & {
    node: string;
    port: string;
  },
): EnrolmentPage {
  const { at, no } = placeOf(cursor);
  const asked = { workflow_no, node, port, at, no };
  const passes = `(SELECT * FROM enrolment WHERE workflow_no = @workflow_no
    ${cursor ? 'AND (entered_at, no) < (@at, @no)' : ''} ORDER BY entered_at DESC, no DESC`;
  const rows = reader
    .sql<Row>(
      `${select(`${passes} LIMIT ${LOOKED_AT})`)} WHERE EXISTS (
         SELECT 1 FROM enrolment_step s WHERE s.enrolment_no = e.no AND s.node = @node AND s.port = @port)
       ORDER BY e.entered_at DESC, e.no DESC LIMIT @limit`,
    )
    .all({ ...asked, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last =
    rows.length > limit
      ? items.at(-1)
      : reader
          .sql<Pick<Row, 'entered_at' | 'no'>>(`SELECT entered_at, no FROM ${passes} LIMIT 1 OFFSET ${LOOKED_AT - 1})`)
          .get(asked);
  return { items: items.map(viewOf), next_cursor: last ? `${last.entered_at}_${last.no}` : null };
}

function placeOf(cursor: string | undefined): { at: number; no: number } {
  const [at = 0, no = 0] = cursor?.split('_').map(Number) ?? [];
  return { at, no };
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
