import * as z from 'zod';
import { BulkEdit } from './bulk-edit.contract.ts';
import { InstantText } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason } from './reason.ts';

const Progress = z.object({
  id: z
    .string()
    .describe('Of the bulk edit, the export or the import; the search for duplicates is always called duplicates'),
  mine: z.boolean().describe('Whether the caller ordered it'),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  takes_back: z.boolean().describe('It undoes what was done before'),
  done: z.int().describe('Contacts or rows so far'),
  total: z.int().nullable().describe('Of how many; null while that is not known'),
  fraction: z.number().nullable().describe('How much of the work is done, 0 to 1'),
  per_second: z.number().nullable(),
  seconds_left: z.number().nullable(),
  problem: Reason.nullable().describe('Why it failed'),
  can_cancel: z.boolean(),
  finished_at: InstantText.nullable(),
});

export const Work = z.discriminatedUnion('kind', [
  Progress.extend({ kind: z.literal('bulk_edit'), edit: BulkEdit }),
  Progress.extend({ kind: z.literal('export'), filename: z.string() }),
  Progress.extend({
    kind: z.literal('import'),
    filename: z.string(),
    checks: z.boolean().describe('It only counts what an import would do'),
    created: z.int(),
    updated: z.int(),
  }),
  Progress.extend({ kind: z.literal('duplicates') }),
  Progress.extend({
    kind: z.literal('asking'),
    list: z.string().describe('Whose unconfirmed people are asked by mail'),
  }),
]);
export type Work = z.infer<typeof Work>;

export const work = {
  list: needs('contact.read')
    .route({
      method: 'GET',
      path: '/work',
      tags: ['Work'],
      summary: 'Long work under way, and what the caller ordered that has ended within a day; newest first',
    })
    .output(z.array(Work)),
};
