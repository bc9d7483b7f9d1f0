import type { Reader, Tx } from '#main/db/access.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';
import { addToList } from '../consent/list-member.repo.ts';
import { addressHash } from '../consent/suppression.repo.ts';

/** Takes tags back that the import gave. What is done is forgotten, so the next turn finds the rest. */
export function untagSome(tx: Tx, import_no: number, limit: number): number {
  const some = tx
    .sql(
      `DELETE FROM import_tag WHERE (import_no, contact_no, tag_no) IN
         (SELECT import_no, contact_no, tag_no FROM import_tag WHERE import_no = ? LIMIT ?) RETURNING contact_no, tag_no`,
    )
    .all(import_no, limit);
  if (some.length === 0) return 0;
  tx.sql(
    `DELETE FROM contact_tag WHERE (tag_no, contact_no) IN
       (SELECT value ->> 'tag_no', value ->> 'contact_no' FROM json_each(?))`,
  ).run(JSON.stringify(some));
  return some.length;
}

/** Where a walk along the members of a list ends that begins after `contact_no`; null at the end. */
export function nextMember(reader: Reader, list_no: number, contact_no: number, limit: number): number | null {
  const ahead = reader
    .sql<{ no: number }>(
      'SELECT contact_no AS no FROM list_member WHERE list_no = ? AND contact_no > ? ORDER BY contact_no LIMIT 1 OFFSET ?',
    )
    .get(list_no, contact_no, limit - 1);
  if (ahead) return ahead.no;
  return (
    reader
      .sql<{ no: number | null }>('SELECT max(contact_no) AS no FROM list_member WHERE list_no = ? AND contact_no > ?')
      .get(list_no, contact_no)?.no ?? null
  );
}

export interface ListStretch {
  list_no: number;
  /** Members after this number, up to and including `to`. */
  after: number;
  to: number;
  /** `import:<id>` */
  source: string;
}

export function hasJoined(reader: Reader, stretch: ListStretch): boolean {
  return (
    reader
      .sql(
        `SELECT 1 FROM list_member WHERE list_no = @list_no AND contact_no > @after AND contact_no <= @to AND source = @source
         LIMIT 1`,
      )
      .get(stretch) !== undefined
  );
}

/** Takes people off a list whom the import put on it, unless they have moved on it since: then the row names another source. */
export function leaveList(tx: Tx, stretch: ListStretch): number {
  const { list_no } = stretch;
  const gone = tx
    .sql<{ contact_no: number; state: MemberState }>(
      `DELETE FROM list_member WHERE list_no = @list_no AND contact_no > @after AND contact_no <= @to AND source = @source
       RETURNING contact_no, state`,
    )
    .all(stretch);
  if (gone.length === 0) return 0;
  const binned = new Set(
    tx
      .sql('SELECT no FROM json_each(?) n JOIN contact c ON c.no = n.value WHERE c.deleted_at IS NOT NULL')
      .pluck()
      .all(JSON.stringify(gone.map(({ contact_no }) => contact_no))) as number[],
  );
  const sums = new Map<MemberState, number>();
  for (const { contact_no, state } of gone) if (!binned.has(contact_no)) sums.set(state, (sums.get(state) ?? 0) + 1);
  for (const [state, n] of sums) addToList(tx, list_no, state, -n);
  return gone.length;
}

/** Puts people back to unsubscribed whom the import had brought back, and their suppression as it was. */
export function leaveAgain(tx: Tx, import_no: number, source: string, limit: number): number {
  const rejoined = tx
    .sql<{ list_no: number; contact_no: number; changed_at: number; source: string }>(
      `DELETE FROM import_rejoined WHERE (import_no, list_no, contact_no) IN
         (SELECT import_no, list_no, contact_no FROM import_rejoined WHERE import_no = ? LIMIT ?)
       RETURNING list_no, contact_no, changed_at, source`,
    )
    .all(import_no, limit);
  const moved = tx
    .sql<{ list_no: number }>(
      `UPDATE list_member SET state = 'unsubscribed', changed_at = n.value ->> 'changed_at', source = n.value ->> 'source'
       FROM json_each(@rows) n WHERE list_no = n.value ->> 'list_no' AND contact_no = n.value ->> 'contact_no'
         AND list_member.state = 'subscribed' AND list_member.source = @source RETURNING list_no`,
    )
    .all({ rows: JSON.stringify(rejoined), source });
  for (const { list_no } of moved) {
    addToList(tx, list_no, 'subscribed', -1);
    addToList(tx, list_no, 'unsubscribed', 1);
  }
  const lifted = tx
    .sql<{ contact_no: number }>(
      `DELETE FROM import_lifted WHERE (import_no, contact_no) IN
         (SELECT import_no, contact_no FROM import_lifted WHERE import_no = ? LIMIT ?) RETURNING contact_no, reason, source, at`,
    )
    .all(import_no, limit);
  suppressAgain(tx, lifted);
  return rejoined.length + lifted.length;
}

function suppressAgain(tx: Tx, lifted: readonly { contact_no: number }[]): void {
  if (lifted.length === 0) return;
  const people = tx
    .sql<{ no: number; email_key: string }>(
      `SELECT c.no, c.email_key FROM json_each(?) n JOIN contact c ON c.no = n.value WHERE c.email_key IS NOT NULL`,
    )
    .all(JSON.stringify(lifted.map(({ contact_no }) => contact_no)));
  const keys = new Map(people.map(({ no, email_key }) => [no, email_key]));
  const rows = lifted.flatMap((row) => {
    const email_key = keys.get(row.contact_no);
    return email_key ? [{ ...row, email_key, hash: addressHash(email_key) }] : [];
  });
  tx.sql(
    `INSERT INTO suppression (channel, address_hash, address, contact_no, reason, source, at)
     SELECT 'email', value ->> 'hash', value ->> 'email_key', value ->> 'contact_no', value ->> 'reason', value ->> 'source',
       value ->> 'at' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
  ).run(JSON.stringify(rows));
}
