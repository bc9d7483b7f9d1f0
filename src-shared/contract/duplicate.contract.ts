import * as z from 'zod';
import { DUPLICATE_RULES } from '#shared/domain/duplicate-key.ts';
import { ContactRow, MemberState } from './contact.contract.ts';
import { byId, Done, Id, InstantText, paging } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason } from './reason.ts';

const Rule = z.enum(DUPLICATE_RULES);

export const DuplicateGroup = z.object({
  id: Id,
  rule: Rule.describe('By what they look the same'),
  contacts: z.array(ContactRow),
  suggested_id: Id.describe('The contact to keep'),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

export const DuplicateSearch = z.object({
  state: z.enum(['never', 'waiting', 'running', 'done', 'cancelled', 'failed']),
  problem: Reason.nullable(),
  fraction: z.number(),
  contacts: z.int().describe('How many have been compared'),
  finished_at: InstantText.nullable(),
  open: z.record(Rule, z.int()).describe('Groups that wait for a decision'),
});
export type DuplicateSearch = z.infer<typeof DuplicateSearch>;

/** What each field would be: the id of the contact whose value is taken. */
const Choices = z.record(z.string().max(80), Id);

export const MergePreview = z.object({
  contacts: z.array(ContactRow),
  suggested_id: Id,
  fields: z.array(
    z.object({
      name: z.string().describe('A built-in field, or attributes.<key>'),
      values: z.array(z.object({ contact_id: Id, value: z.unknown() })),
      choice: Id.describe('Whose value is suggested'),
    }),
  ),
  joined: z.object({
    lists: z.array(z.object({ name: z.string(), state: MemberState })).describe('The stricter state of each'),
    tags: z.array(z.string()),
    notes: z.int(),
    events: z.int(),
    deliveries: z.int(),
    suppression: z.string().nullable().describe('The strictest reason why one of the addresses gets no mail'),
  }),
});
export type MergePreview = z.infer<typeof MergePreview>;

const contact_ids = z.array(Id).min(2).max(20);

/** Contacts that may be the same person. */
export const duplicates = {
  search: needs('contact.read')
    .route({ method: 'GET', path: '/duplicates/search', tags: ['Duplicates'], summary: 'How far the search is' })
    .output(DuplicateSearch),
  find: needs('contact.write')
    .route({ method: 'POST', path: '/duplicates/search', tags: ['Duplicates'], summary: 'Compare all contacts' })
    .output(DuplicateSearch),
  cancel: needs('contact.write')
    .route({ method: 'POST', path: '/duplicates/search/cancel', tags: ['Duplicates'] })
    .output(DuplicateSearch),
  list: needs('contact.read')
    .route({ method: 'GET', path: '/duplicates', tags: ['Duplicates'], summary: 'Groups that wait for a decision' })
    .input(z.object({ ...paging, limit: z.coerce.number().int().min(1).max(100).default(25), rule: Rule.optional() }))
    .output(z.object({ items: z.array(DuplicateGroup), next_cursor: z.string().nullable(), total: z.int() })),
  ofContact: needs('contact.read')
    .route({ method: 'GET', path: '/contacts/{id}/duplicates', tags: ['Duplicates'], summary: 'Compared now' })
    .input(byId)
    .output(z.object({ contact: ContactRow, others: z.array(z.object({ rule: Rule, contact: ContactRow })) })),
  preview: needs('contact.read')
    .route({ method: 'POST', path: '/duplicates/preview', tags: ['Duplicates'], summary: 'What a merge would make' })
    .input(z.object({ contact_ids, keep_id: Id.optional() }))
    .output(MergePreview),
  merge: needs('contact.write')
    .route({ method: 'POST', path: '/duplicates/merge', tags: ['Duplicates'], summary: 'Make one contact of several' })
    .input(z.object({ contact_ids, keep_id: Id, choices: Choices.default({}) }))
    .output(z.object({ merge_id: Id, contact_id: Id })),
  mergeGroups: needs('contact.write')
    .route({
      method: 'POST',
      path: '/duplicates/merge-groups',
      tags: ['Duplicates'],
      summary: 'Merge several groups as suggested',
    })
    .input(z.object({ group_ids: z.array(Id).min(1).max(100) }))
    .output(
      z.object({ merge_ids: z.array(Id), merged: z.int(), left_out: z.int().describe('No longer two contacts') }),
    ),
  undo: needs('contact.write')
    .route({ method: 'POST', path: '/duplicates/undo', tags: ['Duplicates'], summary: 'Take merges apart again' })
    .input(z.object({ merge_ids: z.array(Id).min(1).max(100) }))
    .output(
      z.object({
        undone: z.int(),
        kept: z.int().describe('Fields somebody has changed since, which stay as they are'),
      }),
    ),
  dismiss: needs('contact.write')
    .route({ method: 'POST', path: '/duplicates/{id}/dismiss', tags: ['Duplicates'], summary: 'They are not the same' })
    .input(byId)
    .output(Done),
};
