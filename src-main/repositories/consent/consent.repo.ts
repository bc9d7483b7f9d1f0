import type { Reader, Tx } from '#main/db/access.ts';
import type { ContactInput } from '#shared/domain/contact-fields.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface ConsentRow {
  no: number;
  id: string;
  contact_no: number;
  list_no: number;
  state: 'waiting' | 'given' | 'withdrawn';
  source: 'form' | 'user' | 'preferences';
  form_no: number | null;
  wording_no: number | null;
  wording: string;
  language: string;
  /** The address that was typed, as it was typed. */
  email: string;
  /** What else was typed into the form, as JSON. */
  data: string;
  asked_at: Millis;
  asked_ip: string;
  asked_agent: string;
  expires_at: Millis | null;
  mails: number;
  mailed_at: Millis | null;
  problem: string | null;
  given_at: Millis | null;
  given_ip: string;
  given_agent: string;
  withdrawn_at: Millis | null;
}

export type NewConsent = Pick<
  ConsentRow,
  | 'id'
  | 'contact_no'
  | 'list_no'
  | 'source'
  | 'form_no'
  | 'wording_no'
  | 'wording'
  | 'language'
  | 'email'
  | 'asked_at'
  | 'asked_ip'
  | 'asked_agent'
> & { data: ContactInput; expires_at: Millis };

/** Who said yes, when and from where. */
export interface Giving {
  at: Millis;
  ip: string;
  agent: string;
}

/** A wish that waits for its confirmation; whoever asks again meanwhile renews it. @returns its number */
export function saveWish(tx: Tx, wish: NewConsent): number {
  const { data, ...row } = wish;
  const values = { ...row, data: JSON.stringify(data) };
  const waiting = tx
    .sql<{ no: number }>(
      `UPDATE consent SET source = @source, form_no = @form_no, wording_no = @wording_no, wording = @wording, language = @language,
         email = @email, data = @data, asked_at = @asked_at, asked_ip = @asked_ip, asked_agent = @asked_agent,
         expires_at = @expires_at, problem = NULL
       WHERE contact_no = @contact_no AND list_no = @list_no AND state = 'waiting' RETURNING no`,
    )
    .get(values);
  if (waiting) return waiting.no;
  const { lastInsertRowid } = tx
    .sql(
      `INSERT INTO consent (id, contact_no, list_no, state, source, form_no, wording_no, wording, language, email, data, asked_at,
         asked_ip, asked_agent, expires_at)
       VALUES (@id, @contact_no, @list_no, 'waiting', @source, @form_no, @wording_no, @wording, @language, @email, @data, @asked_at,
         @asked_ip, @asked_agent, @expires_at)`,
    )
    .run(values);
  return Number(lastInsertRowid);
}

export function findConsent(reader: Reader, no: number): ConsentRow | undefined {
  return reader.sql<ConsentRow>('SELECT * FROM consent WHERE no = ?').get(no);
}

/** @returns false when it had been given before, or withdrawn */
export function giveConsent(tx: Tx, no: number, { at, ip, agent }: Giving): boolean {
  return (
    tx
      .sql(
        `UPDATE consent SET state = 'given', given_at = ?, given_ip = ?, given_agent = ?, expires_at = NULL
         WHERE no = ? AND state = 'waiting'`,
      )
      .run(at, ip, agent, no).changes === 1
  );
}

/** What somebody allowed for a list does not hold any more. */
export function withdrawConsents(
  tx: Tx,
  { contact_no, list_no, at }: { contact_no: number; list_no: number; at: Millis },
): void {
  tx.sql(
    `UPDATE consent SET state = 'withdrawn', withdrawn_at = ? WHERE contact_no = ? AND list_no = ? AND state <> 'withdrawn'`,
  ).run(at, contact_no, list_no);
}

export function noteMailed(tx: Tx, no: number, at: Millis): void {
  tx.sql('UPDATE consent SET mails = mails + 1, mailed_at = ?, problem = NULL WHERE no = ?').run(at, no);
}

export function noteProblem(tx: Tx, no: number, problem: string): void {
  tx.sql('UPDATE consent SET problem = ? WHERE no = ?').run(problem, no);
}

export interface ConsentView {
  id: string;
  list_id: string | null;
  list: string;
  state: 'waiting' | 'expired' | 'given' | 'withdrawn';
  source: ConsentRow['source'];
  wording: string;
  wording_version: number | null;
  language: string;
  email: string;
  asked_at: Instant;
  asked_ip: string;
  asked_agent: string;
  expires_at: Instant | null;
  mails: number;
  mailed_at: Instant | null;
  problem: string | null;
  given_at: Instant | null;
  given_ip: string;
  given_agent: string;
  withdrawn_at: Instant | null;
}

type StoredView = ConsentRow & {
  list_id: string;
  list: string;
  list_deleted_at: Millis | null;
  wording_version: number | null;
};

/** Every wish and proof of a contact, newest first. */
export function consentsOf(reader: Reader, contact_no: number, now: Millis): ConsentView[] {
  return reader
    .sql<StoredView>(
      `SELECT k.*, l.id AS list_id, l.name AS list, l.deleted_at AS list_deleted_at, w.version AS wording_version
       FROM consent k JOIN list l ON l.no = k.list_no LEFT JOIN consent_wording w ON w.no = k.wording_no
       WHERE k.contact_no = ? ORDER BY k.no DESC`,
    )
    .all(contact_no)
    .map((row) => viewOf(row, now));
}

function viewOf(row: StoredView, now: Millis): ConsentView {
  const moment = (at: Millis | null) => (at === null ? null : instantOf(at));
  const { id, list, source, wording, wording_version, language, email, asked_ip, asked_agent, mails, problem } = row;
  const isLate = row.state === 'waiting' && row.expires_at !== null && row.expires_at <= now;
  return {
    id,
    list_id: row.list_deleted_at === null ? row.list_id : null,
    list,
    state: isLate ? 'expired' : row.state,
    source,
    wording,
    wording_version,
    language,
    email,
    asked_at: instantOf(row.asked_at),
    asked_ip,
    asked_agent,
    expires_at: moment(row.expires_at),
    mails,
    mailed_at: moment(row.mailed_at),
    problem,
    given_at: moment(row.given_at),
    given_ip: row.given_ip,
    given_agent: row.given_agent,
    withdrawn_at: moment(row.withdrawn_at),
  };
}
