import * as z from 'zod';
import { BulkEdit } from './bulk-edit.contract.ts';
import { Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const BinRow = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  company: z.string(),
  deleted_at: InstantText,
  purged_at: InstantText.describe('When it will be deleted for good, unless it is taken out before'),
  deleted_by: z.string().nullable().describe('Name of who moved it here, where known'),
  address_taken_by: z
    .object({ id: Id, name: z.string() })
    .nullable()
    .describe('The contact that has this address now: this one cannot be taken out as long as it does'),
});
export type BinRow = z.infer<typeof BinRow>;

const search = z.string().trim().max(200).optional().describe('Part of an address, a name or a company');

/** What was deleted and can still be taken back. Taking out is a bulk edit of the kind restore, or `contacts.restore` for one. */
export const bin = {
  list: needs('contact.read')
    .route({ method: 'GET', path: '/contact-bin', tags: ['Recycle bin'], summary: 'Deleted last comes first' })
    .input(z.object({ ...paging, search, offset: z.coerce.number().int().min(0).optional() }))
    .output(pageOf(BinRow)),
  purge: needs('contact.purge')
    .route({
      method: 'POST',
      path: '/contact-bin/purge',
      successStatus: 201,
      tags: ['Recycle bin'],
      summary: 'Delete for good, in the background',
    })
    .input(
      z.object({
        contact_ids: z.array(Id).min(1).max(10_000).optional().describe('Without it everything that fits the search'),
        search,
      }),
    )
    .output(BulkEdit),
};
