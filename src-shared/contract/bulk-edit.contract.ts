import * as z from 'zod';
import { BULK_STATES, LEFT_OUT_REASONS } from '#shared/domain/bulk-edit.ts';
import { AttributeValue, ContactFilter } from './contact.contract.ts';
import { byId, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason } from './reason.ts';

/** Which contacts are meant: some that were picked, all that fit a filter, or what is in the recycle bin. */
export const ContactTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picked'), contact_ids: z.array(Id).min(1).max(10_000) }),
  z.object({
    kind: z.literal('matching'),
    filter: ContactFilter,
    except_ids: z.array(Id).max(1_000).optional().describe('Who fits and is not meant'),
  }),
  z.object({ kind: z.literal('bin'), search: z.string().trim().max(200).optional() }),
]);
export type ContactTarget = z.infer<typeof ContactTarget>;

const Tag = z.string().trim().min(1).max(64);

/** Everything that contacts.write allows; deleting for good is a procedure of the bin. */
export const BulkActionInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add_tag'), tag: Tag.describe('Made where there is none of this name') }),
  z.object({ kind: z.literal('remove_tag'), tag: Tag }),
  z.object({ kind: z.literal('add_to_list'), list_id: Id }).describe('Whoever has left the list stays away'),
  z.object({ kind: z.literal('remove_from_list'), list_id: Id }),
  z.object({
    kind: z.literal('set_field'),
    field: z.string().min(1).max(80).describe('A built-in field, or a custom one as attributes.<key>'),
    value: AttributeValue.describe('null empties the field'),
  }),
  z.object({ kind: z.literal('bin') }).describe('Move to the recycle bin'),
  z.object({ kind: z.literal('restore') }).describe('Take out of the recycle bin'),
]);
export type BulkActionInput = z.infer<typeof BulkActionInput>;

export const BulkEdit = z.object({
  id: Id,
  action: z.discriminatedUnion('kind', [...BulkActionInput.options, z.object({ kind: z.literal('purge') })]),
  /** The list's name, for actions that name one. */
  list_name: z.string().nullable(),
  state: z.enum(BULK_STATES),
  problem: Reason.nullable().describe('Why it failed'),
  total: z.int().describe('Contacts that were meant; known once they have been gathered'),
  handled: z.int(),
  changed: z.int(),
  unchanged: z.int().describe('Were so already'),
  left_out: z.partialRecord(z.enum(LEFT_OUT_REASONS), z.int()),
  restored: z.int().describe('After undo: how many are as they were before'),
  kept: z.int().describe('After undo: how many were changed by somebody since and stay as they are'),
  undoable: z.boolean(),
  created_by: z.string().nullable().describe('Name of who ordered it; null for Herald itself'),
  created_at: InstantText,
  started_at: InstantText.nullable(),
  finished_at: InstantText.nullable(),
});
export type BulkEdit = z.infer<typeof BulkEdit>;

export const bulkEdits = {
  list: needs('contact.read')
    .route({ method: 'GET', path: '/bulk-edits', tags: ['Bulk edits'], summary: 'Changes made to many, newest first' })
    .input(z.object(paging))
    .output(pageOf(BulkEdit)),
  get: needs('contact.read')
    .route({ method: 'GET', path: '/bulk-edits/{id}', tags: ['Bulk edits'] })
    .input(byId)
    .output(BulkEdit),
  start: needs('contact.write')
    .route({
      method: 'POST',
      path: '/bulk-edits',
      successStatus: 201,
      tags: ['Bulk edits'],
      summary: 'Change many contacts in the background',
    })
    .input(z.object({ target: ContactTarget, action: BulkActionInput }))
    .output(BulkEdit),
  cancel: needs('contact.write')
    .route({ method: 'POST', path: '/bulk-edits/{id}/cancel', tags: ['Bulk edits'], summary: 'Stop; can be undone' })
    .input(byId)
    .output(BulkEdit),
  undo: needs('contact.write')
    .route({
      method: 'POST',
      path: '/bulk-edits/{id}/undo',
      tags: ['Bulk edits'],
      summary: 'Bring back what was there before, where nobody has changed it since',
    })
    .input(byId)
    .output(BulkEdit),
};
