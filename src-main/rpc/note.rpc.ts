import { changeNote, deleteNote, restoreNote, writeNote } from '#main/services/contact/note.service.ts';
import { callerOf, os } from './implement.ts';

export const notesRpc = {
  create: os.notes.create.handler(({ context, input }) => writeNote(context.services, callerOf(context), input)),
  update: os.notes.update.handler(({ context, input }) => changeNote(context.services, callerOf(context), input)),
  delete: os.notes.delete.handler(({ context, input }) => deleteNote(context.services, callerOf(context), input.id)),
  restore: os.notes.restore.handler(({ context, input }) => restoreNote(context.services, callerOf(context), input.id)),
};
