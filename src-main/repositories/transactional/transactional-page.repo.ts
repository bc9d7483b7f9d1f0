import type { Reader } from '#main/db/access.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import { sayWhatHappened } from '#shared/domain/delivery/say-what-happened.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { MessageContent } from './transactional.repo.ts';

/** One line of the log. */
export interface TransactionalView {
  id: string;
  to: string;
  subject: string;
  sender: string;
  state: DeliveryState;
  reason: string;
  code: string | null;
  response: string | null;
  attempts: number;
  next_at: Instant | null;
  changed_at: Instant;
  created_at: Instant;
  contact_id: string | null;
  created_by: string | null;
  message_id: string;
}

export interface TransactionalFilter {
  state?: DeliveryState;
  search?: string;
  limit: number;
  cursor?: string;
}

interface Row {
  no: number;
  id: string;
  to: string;
  subject: string;
  sender: string;
  state: DeliveryState;
  code: string | null;
  response: string | null;
  attempts: number;
  next_at: Millis | null;
  changed_at: Millis;
  created_at: Millis;
  contact_id: string | null;
  created_by: string | null;
  delivery_no: number;
  campaign_id: string;
  from_name: string;
  from_email: string;
}

const COLUMNS = `t.no, t.id, d.address AS "to", t.subject, k.name AS sender, d.state, d.code, r.text AS response, d.attempts, d.next_at,
  d.changed_at, t.created_at, c.id AS contact_id, u.name AS created_by, d.no AS delivery_no, p.id AS campaign_id, k.from_name,
  k.from_email`;

const TABLES = `transactional t JOIN delivery d ON d.no = t.delivery_no JOIN send s ON s.no = d.send_no
  JOIN campaign p ON p.no = s.campaign_no JOIN sender k ON k.no = s.sender_no
  LEFT JOIN response r ON r.no = d.response_no
  LEFT JOIN contact c ON c.no = t.contact_no AND c.deleted_at IS NULL
  LEFT JOIN user u ON u.id = t.created_by`;

const MATCHES = `(@state IS NULL OR d.state = @state)
  AND (@search IS NULL OR d.address LIKE @search ESCAPE '\\' OR t.subject LIKE @search ESCAPE '\\')`;

/** Those asked for last come first; of those that a server has taken, those that it took last. */
export function readTransactionalPage(reader: Reader, filter: TransactionalFilter): Page<TransactionalView> {
  const { state = null, search, limit, cursor } = filter;
  const parameters = { state, search: search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null };
  const order = state === 'accepted' ? 'd.changed_at' : 't.no';
  const [at = Number.MAX_SAFE_INTEGER, no = at] = cursor?.split('-').map(Number) ?? [];
  const rows = reader
    .sql<Row>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${MATCHES} AND ${order} <= @at AND (${order}, t.no) < (@at, @no)
       ORDER BY ${order} DESC, t.no DESC LIMIT @limit`,
    )
    .all({ ...parameters, at, no, limit: limit + 1 });
  const total = reader
    .sql<{ n: number }>(
      `SELECT count(*) AS n FROM transactional t JOIN delivery d ON d.no = t.delivery_no WHERE ${MATCHES}`,
    )
    .get(parameters);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(viewOf),
    next_cursor: rows.length > limit && last ? cursorAt(last, state) : null,
    total: total?.n ?? 0,
  };
}

function cursorAt({ no, changed_at }: Row, state: DeliveryState | null): string {
  return state === 'accepted' ? `${changed_at}-${no}` : `${no}-${no}`;
}

export interface TransactionalDetail extends TransactionalView {
  from: { name: string; address: string };
  contact_no: number | null;
  content: MessageContent;
  data: Record<string, unknown>;
}

/** @throws HeraldError NOT_FOUND */
export function getTransactional(reader: Reader, id: string): TransactionalDetail {
  const row = found(
    reader
      .sql<Row & { contact_no: number | null; data: string; content: string }>(
        `SELECT ${COLUMNS}, t.contact_no, t.data,
           json_object('subject', m.subject, 'preheader', m.preheader, 'body_kind', m.body_kind, 'body', m.body) AS content
         FROM ${TABLES} JOIN message_content m ON m.no = t.content_no WHERE t.id = ?`,
      )
      .get(id),
    'message',
  );
  return {
    ...viewOf(row),
    from: { name: row.from_name, address: row.from_email },
    contact_no: row.contact_no,
    content: JSON.parse(row.content) as MessageContent,
    data: JSON.parse(row.data) as Record<string, unknown>,
  };
}

function viewOf(row: Row): TransactionalView {
  const { id, to, subject, sender, state, code, response, attempts, contact_id, created_by } = row;
  const domain = row.from_email.slice(row.from_email.lastIndexOf('@') + 1);
  return {
    id,
    to,
    subject,
    sender,
    state,
    reason: sayWhatHappened({ state, code, attempts }),
    code,
    response,
    attempts,
    next_at: row.next_at === null ? null : instantOf(row.next_at),
    changed_at: instantOf(row.changed_at),
    created_at: instantOf(row.created_at),
    contact_id,
    created_by,
    message_id: `${row.delivery_no.toString(36)}.${row.campaign_id}@${domain}`,
  };
}
