import type { Reader, Tx } from '#main/db/access.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface PreferenceRow {
  paused_until: Millis | null;
  gap_days: number | null;
}

export function findPreference(reader: Reader, contact_no: number): PreferenceRow {
  return (
    reader
      .sql<PreferenceRow>('SELECT paused_until, gap_days FROM contact_preference WHERE contact_no = ?')
      .get(contact_no) ?? { paused_until: null, gap_days: null }
  );
}

export function savePreference(
  tx: Tx,
  contact_no: number,
  { paused_until, gap_days, at }: PreferenceRow & { at: Millis },
): void {
  if (paused_until === null && gap_days === null) {
    tx.sql('DELETE FROM contact_preference WHERE contact_no = ?').run(contact_no);
    return;
  }
  tx.sql(
    `INSERT INTO contact_preference (contact_no, paused_until, gap_days, changed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (contact_no) DO UPDATE SET paused_until = excluded.paused_until, gap_days = excluded.gap_days,
       changed_at = excluded.changed_at`,
  ).run(contact_no, paused_until, gap_days, at);
}

/** A list that readers may choose, and how one of them stands on it. */
export interface Topic {
  list_no: number;
  list_id: string;
  name: string;
  description: string;
  state: MemberState | null;
}

export function topicsOf(reader: Reader, contact_no: number): Topic[] {
  return reader
    .sql<Topic>(
      `SELECT l.no AS list_no, l.id AS list_id, iif(l.public_name = '', l.name, l.public_name) AS name,
         l.public_description AS description, m.state
       FROM list l LEFT JOIN list_member m ON m.list_no = l.no AND m.contact_no = ?
       WHERE l.is_public = 1 AND l.deleted_at IS NULL ORDER BY name COLLATE NOCASE`,
    )
    .all(contact_no);
}

/** Numbers of the lists whose mail the contact gets now. */
export function subscribedLists(reader: Reader, contact_no: number): number[] {
  return reader
    .sql<{ list_no: number }>(`SELECT list_no FROM list_member WHERE contact_no = ? AND state = 'subscribed'`)
    .all(contact_no)
    .map(({ list_no }) => list_no);
}

export interface PreferenceLink {
  no: number;
  contact_no: number;
  email: string;
  language: string;
  expires_at: Millis;
}

/** @returns its number */
export function insertLink(tx: Tx, link: Omit<PreferenceLink, 'no'>): number {
  // Whatever has run out leads nowhere.
  tx.sql('DELETE FROM preference_link WHERE contact_no = ? AND expires_at < ?').run(
    link.contact_no,
    link.expires_at - 2 * 86_400_000,
  );
  const { lastInsertRowid } = tx
    .sql('INSERT INTO preference_link (contact_no, email, language, expires_at) VALUES (?, ?, ?, ?)')
    .run(link.contact_no, link.email, link.language, link.expires_at);
  return Number(lastInsertRowid);
}

export function findLink(reader: Reader, no: number): PreferenceLink | undefined {
  return reader.sql<PreferenceLink>('SELECT * FROM preference_link WHERE no = ?').get(no);
}
