import type { Reader, Tx } from '#main/db/access.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface NoteView {
  id: string;
  contact_id: string;
  author_id: string | null;
  author: string | null;
  text: string;
  at: Instant;
  edited_at: Instant | null;
}

interface StoredNote extends Omit<NoteView, 'at' | 'edited_at'> {
  at: Millis;
  edited_at: Millis | null;
}

const NOTES = `
  SELECT n.id, c.id AS contact_id, n.author AS author_id, u.name AS author, n.text, n.at, n.edited_at
  FROM note n JOIN contact c ON c.no = n.contact_no LEFT JOIN user u ON u.id = n.author
  WHERE c.deleted_at IS NULL AND n.id = ?`;

/** A note that is not deleted, of a contact outside the recycle bin. */
export function findNote(reader: Reader, id: string): NoteView | undefined {
  return noteView(reader.sql<StoredNote>(`${NOTES} AND n.deleted_at IS NULL`).get(id));
}

export function findDeletedNote(reader: Reader, id: string): NoteView | undefined {
  return noteView(reader.sql<StoredNote>(`${NOTES} AND n.deleted_at IS NOT NULL`).get(id));
}

export interface NewNote {
  id: string;
  contact: { no: number; id: string };
  author: string;
  text: string;
  at: Millis;
}

export function insertNote(tx: Tx, { id, contact, author, text, at }: NewNote): void {
  tx.sql('INSERT INTO note (id, contact_no, author, text, at) VALUES (?, ?, ?, ?, ?)').run(
    id,
    contact.no,
    author,
    text,
    at,
  );
  tx.touch(`contact:${contact.id}`);
}

export function rewriteNote(tx: Tx, note: NoteView, text: string, at: Millis): void {
  tx.sql('UPDATE note SET text = ?, edited_at = ? WHERE id = ?').run(text, at, note.id);
  tx.touch(`contact:${note.contact_id}`);
}

export function setNoteDeleted(tx: Tx, note: NoteView, at: Millis | null): void {
  tx.sql('UPDATE note SET deleted_at = ? WHERE id = ?').run(at, note.id);
  tx.touch(`contact:${note.contact_id}`);
}

function noteView(note: StoredNote | undefined): NoteView | undefined {
  if (!note) return undefined;
  return { ...note, at: instantOf(note.at), edited_at: note.edited_at === null ? null : instantOf(note.edited_at) };
}
