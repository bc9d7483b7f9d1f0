import { findContact } from '#main/repositories/contact/contact.repo.ts';
import {
  findDeletedNote,
  findNote,
  insertNote,
  type NoteView,
  rewriteNote,
  setNoteDeleted,
} from '#main/repositories/contact/note.repo.ts';
import type { Actor } from '#shared/domain/may.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;
type Person = Pick<Actor, 'user_id' | 'role'>;

export function writeNote(
  ctx: Context,
  { user_id }: Person,
  { contact_id, text }: { contact_id: string; text: string },
): NoteView {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const contact = found(findContact(tx, contact_id), 'contact');
    insertNote(tx, { id, contact, author: user_id, text, at: ctx.clock.now() });
  });
  return getNote(ctx, id);
}

/** Only who wrote a note may change its words. */
export function changeNote(ctx: Context, { user_id }: Person, { id, text }: { id: string; text: string }): NoteView {
  ctx.db.write((tx) => {
    const note = found(findNote(tx, id), 'note');
    if (note.author_id !== user_id) throw new HeraldError('FORBIDDEN', 'Only its author can change a note.');
    if (note.text !== text) rewriteNote(tx, note, text, ctx.clock.now());
  });
  return getNote(ctx, id);
}

export function deleteNote(ctx: Context, person: Person, id: string): { done: true } {
  ctx.db.write((tx) => {
    const note = found(findNote(tx, id), 'note');
    refuseOthers(note, person);
    setNoteDeleted(tx, note, ctx.clock.now());
  });
  return { done: true };
}

export function restoreNote(ctx: Context, person: Person, id: string): NoteView {
  ctx.db.write((tx) => {
    const note = found(findDeletedNote(tx, id), 'deleted note');
    refuseOthers(note, person);
    setNoteDeleted(tx, note, null);
  });
  return getNote(ctx, id);
}

function refuseOthers(note: NoteView, { user_id, role }: Person): void {
  if (note.author_id === user_id || role === 'admin') return;
  throw new HeraldError('FORBIDDEN', 'Only its author or an admin can delete a note.');
}

function getNote(ctx: Pick<ServiceContext, 'db'>, id: string): NoteView {
  return found(findNote(ctx.db.reader, id), 'note');
}
