import * as z from 'zod';
import { ContactFilter, ContactSort } from './contact.contract.ts';
import { byId, Done, Id, InstantText, Revision } from './fields.ts';
import { needs } from './procedure.ts';

const ViewFields = z.object({
  name: z.string().trim().min(1, 'A view needs a name.').max(80, 'Use at most 80 characters.'),
  shared: z.boolean().describe('Everybody who may see contacts sees the view'),
  filter: ContactFilter,
  columns: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(40)
    .describe('In their order; custom fields as attributes.<key>'),
  sort: ContactSort,
});

export const ContactView = ViewFields.extend({
  id: Id,
  own: z.boolean(),
  owner_name: z.string().nullable(),
  is_default: z.boolean().describe('What the caller sees first'),
  created_at: InstantText,
  revision: Revision,
});
export type ContactView = z.infer<typeof ContactView>;

/** Ways to look at the contacts that people keep. */
export const contactViews = {
  list: needs('contact.read')
    .route({ method: 'GET', path: '/contact-views', tags: ['Contact views'], summary: 'Own ones and those of all' })
    .output(z.array(ContactView)),
  create: needs('contact.read')
    .route({ method: 'POST', path: '/contact-views', successStatus: 201, tags: ['Contact views'] })
    .input(ViewFields.extend({ shared: z.boolean().default(false), sort: ContactSort.default('newest') }))
    .output(ContactView),
  update: needs('contact.read')
    .route({ method: 'PUT', path: '/contact-views/{id}', tags: ['Contact views'], summary: 'Only the owner may' })
    .input(ViewFields.partial().extend({ id: Id, revision: Revision }))
    .output(ContactView),
  delete: needs('contact.read')
    .route({ method: 'DELETE', path: '/contact-views/{id}', tags: ['Contact views'], summary: 'Only the owner may' })
    .input(byId)
    .output(Done),
  setDefault: needs('contact.read')
    .route({ method: 'POST', path: '/contact-views/default', tags: ['Contact views'] })
    .input(z.object({ id: Id.nullable() }))
    .output(Done),
};
