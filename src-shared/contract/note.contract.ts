import * as z from 'zod';
import { byId, Done, Id, InstantText } from './fields.ts';
import { needs } from './procedure.ts';

export const Note = z.object({
  id: Id,
  contact_id: Id,
  author_id: Id.nullable(),
  author: z.string().nullable().describe('Name of who wrote it'),
  text: z.string(),
  at: InstantText,
  edited_at: InstantText.nullable(),
});
export type Note = z.infer<typeof Note>;

const text = z.string().trim().min(1, 'Write something first.').max(10_000, 'Use at most 10,000 characters.');

export const notes = {
  create: needs('contact.write')
    .route({ method: 'POST', path: '/contacts/{contact_id}/notes', successStatus: 201, tags: ['Contacts'] })
    .input(z.object({ contact_id: Id, text }))
    .output(Note),
  update: needs('contact.write')
    .route({ method: 'PUT', path: '/notes/{id}', tags: ['Contacts'], summary: 'Change a note of one’s own' })
    .input(byId.extend({ text }))
    .output(Note),
  delete: needs('contact.write')
    .route({ method: 'DELETE', path: '/notes/{id}', tags: ['Contacts'], summary: 'One’s own; admins any' })
    .input(byId)
    .output(Done),
  restore: needs('contact.write')
    .route({ method: 'POST', path: '/notes/{id}/restore', tags: ['Contacts'], summary: 'Take a deletion back' })
    .input(byId)
    .output(Note),
};
