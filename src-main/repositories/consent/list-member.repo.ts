import type { Reader, Tx } from '#main/db/access.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface Membership {
  id: string;
  name: string;
  state: MemberState;
  changed_at: Instant;
}

export interface MemberChange {
  list_no: number;
  contact_no: number;
  state: MemberState;
  /** `user`, `import:<id>` or `campaign:<id>` */
  source: string;
  at: Millis;
}

export function membershipsOf(reader: Reader, contact_no: number): Membership[] {
  return reader
    .sql<Omit<Membership, 'changed_at'> & { changed_at: number }>(
      `SELECT l.id, l.name, m.state, m.changed_at FROM list_member m JOIN list l ON l.no = m.list_no
       WHERE m.contact_no = ? AND l.deleted_at IS NULL ORDER BY l.name COLLATE NOCASE`,
    )
    .all(contact_no)
    .map((row) => ({ ...row, changed_at: instantOf(row.changed_at) }));
}

export function findMemberState(reader: Reader, list_no: number, contact_no: number): MemberState | null {
  return (
    reader
      .sql<{ state: MemberState }>('SELECT state FROM list_member WHERE list_no = ? AND contact_no = ?')
      .get(list_no, contact_no)?.state ?? null
  );
}

/** Sets where a contact stands on a list, and the list's sums with it. @returns whether that is news */
export function setMemberState(tx: Tx, { list_no, contact_no, state, source, at }: MemberChange): boolean {
  const before = findMemberState(tx, list_no, contact_no);
  if (before === state) return false;
  tx.sql(
    `INSERT INTO list_member (list_no, contact_no, state, changed_at, source) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (list_no, contact_no) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,
       source = excluded.source`,
  ).run(list_no, contact_no, state, at, source);
  const live = tx.sql('SELECT 1 FROM contact WHERE no = ? AND deleted_at IS NULL').get(contact_no) !== undefined;
  if (live && before) addToList(tx, list_no, before, -1);
  if (live) addToList(tx, list_no, state, 1);
  tx.touch('lists', 'contacts');
  return true;
}

/** A contact that goes into the recycle bin is in no sum; one that comes out counts again. */
export function countMemberships(tx: Tx, contact_no: number, sign: 1 | -1): void {
  const rows = tx
    .sql<{ list_no: number; state: MemberState }>('SELECT list_no, state FROM list_member WHERE contact_no = ?')
    .all(contact_no);
  for (const { list_no, state } of rows) addToList(tx, list_no, state, sign);
}

/** Takes away at most `limit` members of a deleted list. @returns how many there were */
export function deleteSomeMembers(tx: Tx, list_no: number, limit: number): number {
  const { changes } = tx
    .sql(
      `DELETE FROM list_member WHERE list_no = @list_no AND contact_no IN
         (SELECT contact_no FROM list_member WHERE list_no = @list_no ORDER BY contact_no LIMIT @limit)`,
    )
    .run({ list_no, limit });
  if (changes > 0) tx.touch('contacts');
  return changes;
}

const SUM_OF: Record<MemberState, string> = {
  subscribed: 'UPDATE list SET subscribed = subscribed + ? WHERE no = ?',
  unconfirmed: 'UPDATE list SET unconfirmed = unconfirmed + ? WHERE no = ?',
  unsubscribed: 'UPDATE list SET unsubscribed = unsubscribed + ? WHERE no = ?',
};

export function addToList(tx: Tx, list_no: number, state: MemberState, n: number): void {
  tx.sql(SUM_OF[state]).run(n, list_no);
}
