import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface InboxFields {
  name: string;
  protocol: 'imap' | 'pop3';
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  username: string;
  folder: string;
  address: string;
  plus_addressing: boolean;
  afterwards: 'keep' | 'mark' | 'move' | 'delete';
  done_folder: string;
  is_active: boolean;
}

export interface InboxRow extends InboxFields {
  no: number;
  id: string;
  validity: string;
  last_uid: number;
  checked_at: Millis | null;
  trouble: string | null;
  mails_read: number;
  created_at: Millis;
  revision: number;
}

type Stored = Omit<InboxRow, 'plus_addressing' | 'is_active'> & { plus_addressing: number; is_active: number };

const LIVE = 'SELECT * FROM inbox WHERE deleted_at IS NULL';

export function listInboxes(reader: Reader): InboxRow[] {
  return reader.sql<Stored>(`${LIVE} ORDER BY no`).all().map(rowOf);
}

export function findInbox(reader: Reader, id: string): InboxRow | undefined {
  const row = reader.sql<Stored>(`${LIVE} AND id = ?`).get(id);
  return row && rowOf(row);
}

/** The mailbox to which bounces of a sender's messages come, if each may have an address of its own. */
export function findReturnInbox(reader: Reader, sender_no: number): InboxRow | undefined {
  const row = reader
    .sql<Stored>(
      `${LIVE} AND is_active = 1 AND plus_addressing = 1 AND no = (SELECT inbox_no FROM inbox_sender WHERE sender_no = ?)`,
    )
    .get(sender_no);
  return row && rowOf(row);
}

function rowOf(row: Stored): InboxRow {
  return { ...row, plus_addressing: row.plus_addressing === 1, is_active: row.is_active === 1 };
}

const FIELDS = [
  'name',
  'protocol',
  'host',
  'port',
  'security',
  'username',
  'folder',
  'address',
  'plus_addressing',
  'afterwards',
  'done_folder',
  'is_active',
] as const satisfies readonly (keyof InboxFields)[];

export function insertInbox(tx: Tx, fields: InboxFields & { id: string; created_at: Millis }): void {
  const names = [...FIELDS, 'id', 'created_at'] as const;
  tx.sql(`INSERT INTO inbox (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(
    storable(fields),
  );
  tx.touch('inboxes');
}

/** @returns whether the row was at `revision` and has been changed */
export function updateInbox(tx: Tx, id: string, revision: number, edit: Partial<InboxFields>): boolean {
  const sets = FIELDS.filter((name) => edit[name] !== undefined).map((name) => `${name} = @${name}`);
  const { changes } = tx
    .sql(`UPDATE inbox SET ${[...sets, 'revision = revision + 1'].join(', ')}
      WHERE id = @id AND revision = @revision AND deleted_at IS NULL`)
    .run({ ...storable(edit), id, revision });
  tx.touch('inboxes');
  return changes === 1;
}

function storable(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]),
  );
}

export function deleteInbox(tx: Tx, no: number, at: Millis): void {
  tx.sql('UPDATE inbox SET deleted_at = ?, is_active = 0 WHERE no = ?').run(at, no);
  tx.sql('DELETE FROM inbox_sender WHERE inbox_no = ?').run(no);
  tx.sql('DELETE FROM inbox_seen WHERE inbox_no = ?').run(no);
  tx.touch('inboxes', 'senders');
}

/** Ids of the senders whose bounces come here. */
export function sendersOf(reader: Reader, inbox_no: number): string[] {
  return reader
    .sql<{ id: string }>(
      `SELECT s.id FROM inbox_sender i JOIN sender s ON s.no = i.sender_no WHERE i.inbox_no = ? AND s.deleted_at IS NULL ORDER BY s.no`,
    )
    .all(inbox_no)
    .map(({ id }) => id);
}

/** From now on bounces of these senders, and of no others, come here. */
export function setSenders(tx: Tx, inbox_no: number, sender_nos: readonly number[]): void {
  tx.sql('DELETE FROM inbox_sender WHERE inbox_no = ?').run(inbox_no);
  for (const sender_no of sender_nos) {
    tx.sql(
      'INSERT INTO inbox_sender (sender_no, inbox_no) VALUES (?, ?) ON CONFLICT (sender_no) DO UPDATE SET inbox_no = excluded.inbox_no',
    ).run(sender_no, inbox_no);
  }
  tx.touch('senders', 'inboxes');
}

/** It is read from its beginning again; what is known already counts once. */
export function forgetPosition(tx: Tx, no: number): void {
  tx.sql(`UPDATE inbox SET validity = '', last_uid = 0 WHERE no = ?`).run(no);
  tx.sql('DELETE FROM inbox_seen WHERE inbox_no = ?').run(no);
}

/** How far it has been read, in the transaction that has taken what was read. */
export function savePosition(
  tx: Tx,
  no: number,
  { validity, last_uid, uidls, n }: { validity: string; last_uid: number; uidls: readonly string[]; n: number },
): void {
  tx.sql('UPDATE inbox SET validity = ?, last_uid = ?, mails_read = mails_read + ? WHERE no = ?').run(
    validity,
    last_uid,
    n,
    no,
  );
  for (const uidl of uidls)
    tx.sql('INSERT INTO inbox_seen (inbox_no, uidl) VALUES (?, ?) ON CONFLICT DO NOTHING').run(no, uidl);
}

export function isSeen(reader: Reader, no: number, uidl: string): boolean {
  return reader.sql('SELECT 1 FROM inbox_seen WHERE inbox_no = ? AND uidl = ?').get(no, uidl) !== undefined;
}

/** Says when it was read last, and why it could not be. */
export function saveCheck(tx: Tx, no: number, { at, trouble }: { at: Millis; trouble: string | null }): void {
  tx.sql('UPDATE inbox SET checked_at = ?, trouble = ? WHERE no = ?').run(at, trouble, no);
  tx.touch('inboxes');
}
