import type { Reader, Tx } from '#main/db/access.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export type AskingState = 'running' | 'done' | 'cancelled' | 'failed';

export interface AskingRecord {
  no: number;
  id: string;
  list_no: number;
  state: AskingState;
  problem: string | null;
  total: number;
  asked: number;
  cursor: number;
  created_by: string;
  created_at: Millis;
  finished_at: Millis | null;
}

export interface AskingView extends Pick<AskingRecord, 'id' | 'state' | 'problem' | 'total' | 'asked'> {
  list: string;
  created_at: Instant;
  finished_at: Instant | null;
}

/** The unconfirmed of a list. Of those who get no mail, the first reason that holds counts. */
export interface Unconfirmed {
  unconfirmed: number;
  askable: number;
  asked_lately: number;
  suppressed: number;
  without_address: number;
}

export interface AskingQuestion {
  list_no: number;
  /** Who was asked after this moment is left in peace. */
  since: Millis;
}

const ON_LIST = `FROM list_member m CROSS JOIN contact c ON c.no = m.contact_no
  WHERE m.list_no = @list_no AND m.state = 'unconfirmed' AND c.deleted_at IS NULL`;
const SUPPRESSED = `EXISTS (SELECT 1 FROM suppression s WHERE s.contact_no = c.no AND s.channel = 'email')`;
const ASKED_LATELY = `EXISTS (SELECT 1 FROM consent k WHERE k.contact_no = c.no AND k.list_no = @list_no AND k.asked_at > @since)`;

export function countUnconfirmed(reader: Reader, question: AskingQuestion): Unconfirmed {
  const rows = reader
    .sql<{ why: keyof Unconfirmed; n: number }>(
      `SELECT CASE WHEN c.email_key IS NULL THEN 'without_address' WHEN ${SUPPRESSED} THEN 'suppressed'
         WHEN ${ASKED_LATELY} THEN 'asked_lately' ELSE 'askable' END AS why, count(*) AS n ${ON_LIST} GROUP BY 1`,
    )
    .all({ ...question });
  const counts = { unconfirmed: 0, askable: 0, asked_lately: 0, suppressed: 0, without_address: 0 };
  for (const { why, n } of rows) {
    counts[why] = n;
    counts.unconfirmed += n;
  }
  return counts;
}

export interface Askable {
  no: number;
  id: string;
  email: string;
  email_key: string;
  locale: string;
}

/** The next whom a list may ask, after a contact's number. */
export function nextAskable(reader: Reader, question: AskingQuestion & { cursor: number; limit: number }): Askable[] {
  return reader
    .sql<Askable>(
      `SELECT c.no, c.id, c.email, c.email_key, c.locale ${ON_LIST} AND m.contact_no > @cursor
         AND c.email_key IS NOT NULL AND NOT ${SUPPRESSED} AND NOT ${ASKED_LATELY}
       ORDER BY m.contact_no LIMIT @limit`,
    )
    .all({ ...question });
}

const VIEW = 'SELECT a.*, l.name AS list FROM list_asking a JOIN list l ON l.no = a.list_no';

/** The last time that a list's people were asked. */
export function lastAsking(reader: Reader, list_no: number): AskingView | undefined {
  const row = reader
    .sql<AskingRecord & { list: string }>(`${VIEW} WHERE a.list_no = ? ORDER BY a.no DESC LIMIT 1`)
    .get(list_no);
  return row && viewOf(row);
}

export function findAsking(reader: Reader, id: string): AskingRecord | undefined {
  return reader.sql<AskingRecord>('SELECT * FROM list_asking WHERE id = ?').get(id);
}

export function findAskingView(reader: Reader, id: string): AskingView | undefined {
  const row = reader.sql<AskingRecord & { list: string }>(`${VIEW} WHERE a.id = ?`).get(id);
  return row && viewOf(row);
}

/** @returns false when this list's people are being asked already */
export function insertAsking(
  tx: Tx,
  row: Pick<AskingRecord, 'id' | 'list_no' | 'total' | 'created_by' | 'created_at'>,
): boolean {
  const { changes } = tx
    .sql(
      `INSERT INTO list_asking (id, list_no, state, total, created_by, created_at)
       VALUES (@id, @list_no, 'running', @total, @created_by, @created_at) ON CONFLICT DO NOTHING`,
    )
    .run({ ...row });
  tx.touch('lists');
  return changes === 1;
}

type Edit = Partial<Pick<AskingRecord, 'state' | 'problem' | 'asked' | 'cursor' | 'finished_at'>>;

/** @returns false when it does not run any more */
export function updateAsking(tx: Tx, id: string, edit: Edit): boolean {
  const sets = Object.keys(edit).map((name) => `${name} = @${name}`);
  const { changes } = tx
    .sql(`UPDATE list_asking SET ${sets.join(', ')} WHERE id = @id AND state = 'running'`)
    .run({ ...edit, id });
  if (changes === 1) tx.touch('lists');
  return changes === 1;
}

function viewOf({ id, list, state, problem, total, asked, created_at, finished_at }: AskingRecord & { list: string }) {
  return {
    ...{ id, list, state, problem, total, asked },
    created_at: instantOf(created_at),
    finished_at: finished_at === null ? null : instantOf(finished_at),
  };
}
