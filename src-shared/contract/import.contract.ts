import * as z from 'zod';
import { DELIMITERS, ENCODINGS } from '#shared/domain/csv/guess-format.ts';
import { byId, Done, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const UPLOAD_CHUNK_BYTES = 4 * 1024 * 1024;

export const CsvFormat = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  header: z.boolean(),
});
export type CsvFormat = z.infer<typeof CsvFormat>;

/** Where a column goes: one of domain/import/import-mapping.ts, a custom field (`attributes.plan`), or nowhere (null). */
export const ImportTarget = z.string().max(80).nullable();

export const ImportOptions = z.object({
  format: CsvFormat,
  mapping: z.array(ImportTarget).max(500).describe('One entry a column, in the order of the file'),
  list_ids: z.array(Id).max(100).default([]),
  new_list: z.string().trim().max(120).optional().describe('Make this list and add everybody to it'),
  update_existing: z.boolean().default(true),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const ImportJob = z.object({
  id: Id,
  filename: z.string(),
  bytes: z.int(),
  received: z.int().describe('Bytes of the file that have arrived: where to go on after an interruption'),
  state: z.enum(['uploading', 'ready', 'waiting', 'running', 'done', 'cancelled', 'failed']),
  problem: z.string().nullable().describe('Why it failed, in words'),
  progress: z.object({
    bytes_read: z.int(),
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    duplicates: z.int().describe('Rows that a later row of the file replaced'),
    rejected: z.int(),
    warnings: z
      .int()
      .describe('Rows that came in without a value that made no sense; named in the file of rejected rows'),
    fraction: z.number().describe('How much of the work is done, 0 to 1'),
    rows_per_second: z.number(),
    seconds_left: z.number().nullable(),
  }),
  created_at: InstantText,
  finished_at: InstantText.nullable(),
});
export type ImportJob = z.infer<typeof ImportJob>;

export const ImportColumn = z.object({
  name: z.string(),
  samples: z.array(z.string()),
  guess: ImportTarget,
});

export const imports = {
  list: needs('contact.import')
    .route({ method: 'GET', path: '/imports', tags: ['Imports'] })
    .input(z.object(paging))
    .output(pageOf(ImportJob)),
  get: needs('contact.import')
    .route({ method: 'GET', path: '/imports/{id}', tags: ['Imports'] })
    .input(byId)
    .output(ImportJob),
  begin: needs('contact.import')
    .route({ method: 'POST', path: '/imports', successStatus: 201, tags: ['Imports'], summary: 'Announce a file' })
    .input(z.object({ filename: z.string().trim().min(1).max(255), bytes: z.int().min(1).max(2_000_000_000) }))
    .output(ImportJob),
  append: needs('contact.import')
    .route({
      method: 'POST',
      path: '/imports/{id}/chunks',
      tags: ['Imports'],
      summary: 'Send the next piece of the file',
    })
    .input(
      byId.extend({
        offset: z.coerce.number().int().min(0).describe('Must be the number of bytes sent so far'),
        chunk: z.file().max(UPLOAD_CHUNK_BYTES),
      }),
    )
    .output(ImportJob),
  inspect: needs('contact.import')
    .route({
      method: 'POST',
      path: '/imports/{id}/inspect',
      tags: ['Imports'],
      summary: 'Columns, guesses and first rows',
    })
    .input(byId.extend({ format: CsvFormat.partial().optional() }))
    .output(
      z.object({
        format: CsvFormat,
        columns: z.array(ImportColumn),
        rows: z.array(z.array(z.string())).describe('The first rows as the file has them'),
        rows_estimated: z.int(),
      }),
    ),
  preview: needs('contact.import')
    .route({
      method: 'POST',
      path: '/imports/{id}/preview',
      tags: ['Imports'],
      summary: 'The first rows as contacts would be made of them',
    })
    .input(byId.extend({ options: ImportOptions }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            line: z.int(),
            values: z.record(z.string(), z.unknown()),
            problem: z.string().nullable().describe('Why this row would be rejected'),
            warnings: z.array(z.string()).describe('Values that would be left out, and why'),
          }),
        ),
      }),
    ),
  start: needs('contact.import')
    .route({ method: 'POST', path: '/imports/{id}/start', tags: ['Imports'] })
    .input(byId.extend({ options: ImportOptions }))
    .output(ImportJob),
  cancel: needs('contact.import')
    .route({ method: 'POST', path: '/imports/{id}/cancel', tags: ['Imports'], summary: 'Stop; what is in stays in' })
    .input(byId)
    .output(ImportJob),
  rejected: needs('contact.import')
    .route({
      method: 'GET',
      path: '/imports/{id}/rejected',
      tags: ['Imports'],
      summary: 'The rejected rows and those with values left out, with the reason, as CSV',
    })
    .input(byId)
    .output(z.file()),
  delete: needs('contact.import')
    .route({ method: 'DELETE', path: '/imports/{id}', tags: ['Imports'], summary: 'Forget the file; contacts stay' })
    .input(byId)
    .output(Done),
};
