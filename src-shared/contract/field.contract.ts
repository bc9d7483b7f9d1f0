import * as z from 'zod';
import { FIELD_TYPES, LONGEST_CHOICE, LONGEST_KEY, MOST_CHOICES } from '#shared/domain/custom-field/custom-field.ts';
import { byId, Done, Id, InstantText, Revision } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason } from './reason.ts';

export const FieldType = z.enum(FIELD_TYPES);

const Label = z.string().trim().min(1).max(80);
const Description = z.string().trim().max(500);
const Choices = z
  .array(z.string().trim().min(1).max(LONGEST_CHOICE))
  .max(MOST_CHOICES)
  .describe('What may be chosen, for a field of type choice');

export const Field = z.object({
  id: Id,
  key: z.string().describe('Its name in rules (`plan`), templates (`attributes.plan`) and files; stays for good'),
  label: z.string(),
  description: z.string(),
  type: FieldType,
  choices: z.array(z.string()),
  indexed: z.boolean().describe('Segments have an index over it'),
  progress: z
    .number()
    .nullable()
    .describe('While values are brought into a new type or taken away: how far that is, 0 to 1'),
  created_at: InstantText,
  deleted_at: InstantText.nullable(),
  revision: Revision,
});
export type Field = z.infer<typeof Field>;

export const FieldFit = z.object({
  contacts: z.int().describe('Contacts that have a value'),
  unfit: z.int().describe('Contacts whose value would be none of the new type'),
  examples: z.array(z.object({ value: z.string(), contacts: z.int(), problem: Reason })),
});
export type FieldFit = z.infer<typeof FieldFit>;

export const fields = {
  list: needs('field.read')
    .route({ method: 'GET', path: '/fields', tags: ['Fields'], summary: 'The custom fields in their order' })
    .input(z.object({ state: z.enum(['used', 'deleted']).default('used') }))
    .output(z.array(Field)),
  create: needs('field.write')
    .route({ method: 'POST', path: '/fields', successStatus: 201, tags: ['Fields'] })
    .input(
      z.object({
        label: Label,
        key: z.string().trim().max(LONGEST_KEY).optional().describe('Made from the label where it is left out'),
        description: Description.default(''),
        type: FieldType,
        choices: Choices.default([]),
      }),
    )
    .output(Field),
  update: needs('field.write')
    .route({ method: 'PUT', path: '/fields/{id}', tags: ['Fields'] })
    .input(
      byId.extend({
        revision: Revision,
        label: Label.optional(),
        description: Description.optional(),
        type: FieldType.optional().describe('Refused as long as a contact has a value that is none of this type'),
        choices: Choices.optional(),
      }),
    )
    .output(Field),
  reorder: needs('field.write')
    .route({ method: 'PUT', path: '/fields/order', tags: ['Fields'], summary: 'The order in which forms show them' })
    .input(z.object({ ids: z.array(Id).min(1).max(500) }))
    .output(Done),
  delete: needs('field.write')
    .route({
      method: 'DELETE',
      path: '/fields/{id}',
      tags: ['Fields'],
      summary: 'Delete a field; contacts keep their values until they are purged',
    })
    .input(byId)
    .output(Done),
  restore: needs('field.write')
    .route({ method: 'POST', path: '/fields/{id}/restore', tags: ['Fields'], summary: 'Take a deleted field back' })
    .input(byId)
    .output(Field),
  purge: needs('field.write')
    .route({
      method: 'POST',
      path: '/fields/{id}/purge',
      tags: ['Fields'],
      summary: 'Take the values of a deleted field away from all contacts, for good',
    })
    .input(byId)
    .output(Done),
  usage: needs('field.read')
    .route({
      method: 'GET',
      path: '/fields/usage',
      tags: ['Fields'],
      summary: 'How many contacts have a value, by field; values without a field are listed too',
    })
    .output(z.array(z.object({ key: z.string(), contacts: z.int() }))),
  values: needs('contact.read')
    .route({
      method: 'GET',
      path: '/fields/{id}/values',
      tags: ['Fields'],
      summary: 'What contacts have in a field, the most frequent first',
    })
    .input(byId.extend({ limit: z.coerce.number().int().min(1).max(200).default(20) }))
    .output(
      z.object({
        contacts: z.int().describe('Contacts that have a value'),
        distinct: z.int().describe('How many different values there are'),
        values: z.array(z.object({ value: z.string(), contacts: z.int() })),
      }),
    ),
  fit: needs('field.write')
    .route({
      method: 'POST',
      path: '/fields/{id}/fit',
      tags: ['Fields'],
      summary: 'Whether all values could be brought into another type',
    })
    .input(byId.extend({ type: FieldType, choices: Choices.default([]) }))
    .output(FieldFit),
};
