import type { Reader, Tx } from '#main/db/access.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface TagView {
  id: string;
  name: string;
  contacts: number;
  created_at: Instant;
}

export interface TagRecord extends Omit<TagView, 'created_at'> {
  no: number;
  created_at: Millis;
}

export interface ContactTag {
  id: string;
  name: string;
}

const COLUMNS = 'no, id, name, contacts, created_at';

export function allTags(reader: Reader): TagView[] {
  return reader.sql<TagRecord>(`SELECT ${COLUMNS} FROM tag ORDER BY name`).all().map(tagView);
}

export function findTag(reader: Reader, id: string): TagRecord | undefined {
  return reader.sql<TagRecord>(`SELECT ${COLUMNS} FROM tag WHERE id = ?`).get(id);
}

/** By its name, whatever the case. */
export function findTagByName(reader: Reader, name: string): TagRecord | undefined {
  return reader.sql<TagRecord>(`SELECT ${COLUMNS} FROM tag WHERE name = ?`).get(name);
}

export function insertTag(tx: Tx, { id, name, at }: { id: string; name: string; at: Millis }): void {
  tx.sql('INSERT INTO tag (id, name, created_at) VALUES (?, ?, ?)').run(id, name, at);
  tx.touch('tags');
}

export function renameTag(tx: Tx, no: number, name: string): void {
  tx.sql('UPDATE tag SET name = ? WHERE no = ?').run(name, no);
  tx.touch('tags', 'contacts');
}

/** The tag itself; who had it is taken away afterwards, some at a time. */
export function deleteTag(tx: Tx, no: number): void {
  tx.sql('DELETE FROM tag WHERE no = ?').run(no);
  tx.touch('tags', 'contacts');
}

/** Takes a deleted tag from at most `limit` contacts. @returns from how many */
export function untagSome(tx: Tx, tag_no: number, limit: number): number {
  return tx
    .sql(
      `DELETE FROM contact_tag WHERE tag_no = @tag_no AND contact_no IN
         (SELECT contact_no FROM contact_tag WHERE tag_no = @tag_no ORDER BY contact_no LIMIT @limit)`,
    )
    .run({ tag_no, limit }).changes;
}

/** @returns whether the contact did not have it yet */
export function tagContact(tx: Tx, tag_no: number, contact_no: number, at: Millis): boolean {
  const { changes } = tx
    .sql('INSERT INTO contact_tag (tag_no, contact_no, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(tag_no, contact_no, at);
  if (changes === 1) tx.touch('tags');
  return changes === 1;
}

/** @returns whether the contact had it */
export function untagContact(tx: Tx, tag_no: number, contact_no: number): boolean {
  const { changes } = tx.sql('DELETE FROM contact_tag WHERE tag_no = ? AND contact_no = ?').run(tag_no, contact_no);
  if (changes === 1) tx.touch('tags');
  return changes === 1;
}

export function tagView({ no: _no, ...tag }: TagRecord): TagView {
  return { ...tag, created_at: instantOf(tag.created_at) };
}
