import * as z from 'zod';
import { byId, Done, Id, InstantText } from './fields.ts';
import { needs } from './procedure.ts';

const TagName = z
  .string()
  .trim()
  .min(1, 'A tag needs a name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^\P{Cc}*$/u, 'Use one line of text.');

export const Tag = z.object({
  id: Id,
  name: z.string(),
  contacts: z.int().describe('Contacts that have it, outside the recycle bin'),
  created_at: InstantText,
});
export type Tag = z.infer<typeof Tag>;

const contact_ids = z.array(Id).min(1).max(1_000);

export const tags = {
  list: needs('contact.read')
    .route({ method: 'GET', path: '/tags', tags: ['Tags'] })
    .output(z.array(Tag)),
  create: needs('contact.write')
    .route({ method: 'POST', path: '/tags', successStatus: 201, tags: ['Tags'] })
    .input(z.object({ name: TagName }))
    .output(Tag),
  rename: needs('contact.write')
    .route({ method: 'PUT', path: '/tags/{id}', tags: ['Tags'], summary: 'Rename; contacts and rules keep it' })
    .input(byId.extend({ name: TagName }))
    .output(Tag),
  delete: needs('contact.write')
    .route({ method: 'DELETE', path: '/tags/{id}', tags: ['Tags'], summary: 'Take it away from everybody, for good' })
    .input(byId)
    .output(Done),
  assign: needs('contact.write')
    .route({ method: 'POST', path: '/tags/{id}/contacts', tags: ['Tags'], summary: 'Give it to contacts' })
    .input(byId.extend({ contact_ids }))
    .output(z.object({ added: z.int().describe('Who did not have it yet') })),
  unassign: needs('contact.write')
    .route({ method: 'POST', path: '/tags/{id}/contacts/remove', tags: ['Tags'], summary: 'Take it from contacts' })
    .input(byId.extend({ contact_ids }))
    .output(z.object({ removed: z.int() })),
};
