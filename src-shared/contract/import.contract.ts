import * as z from 'zod';
import { DELIMITERS, ENCODINGS } from '#shared/domain/csv/guess-format.ts';
import { FIELD_TYPES, LONGEST_KEY } from '#shared/domain/custom-field/custom-field.ts';
import { byId, Done, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason } from './reason.ts';

export const UPLOAD_CHUNK_BYTES = 4 * 1024 * 1024;
export const LONGEST_CONSENT_SOURCE = 300;

export const CsvFormat = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  header: z.boolean(),
  sheet: z.string().max(100).optional().describe('Which sheet of a workbook'),
});
export type CsvFormat = z.infer<typeof CsvFormat>;

/** Where a column goes: one of domain/import/import-mapping.ts, a custom field (`attributes.plan`), or nowhere (null). */
export const ImportTarget = z.string().max(80).nullable();

export const ColumnReading = z.object({
  decimal: z.enum(['.', ',']).optional().describe('Which sign stands before the decimals'),
  slashes: z.enum(['day_first', 'month_first']).optional().describe('What 3/4/2025 means'),
});
export type ColumnReading = z.infer<typeof ColumnReading>;

export const NewField = z.object({
  key: z.string().min(1).max(LONGEST_KEY),
  label: z.string().trim().min(1).max(80),
  type: z.enum(FIELD_TYPES),
});
export type NewField = z.infer<typeof NewField>;

export const ImportOptions = z.object({
  format: CsvFormat,
  mapping: z
    .array(ImportTarget)
    .max(500)
    .describe('One entry a column, in the order of the file; empty for a recognised export'),
  readings: z
    .array(ColumnReading.nullable())
    .max(500)
    .optional()
    .describe('How dates and numbers of each column are written'),
  new_fields: z.array(NewField).max(200).optional().describe('Custom fields of the mapping that do not exist yet'),
  list_ids: z.array(Id).max(100).default([]),
  new_list: z.string().trim().max(120).optional().describe('Make this list and add everybody to it'),
  tags: z.array(z.string().trim().min(1).max(80)).max(20).optional().describe('Everybody of the file gets these'),
  update_existing: z.boolean().default(true),
  consent_source: z.string().trim().max(LONGEST_CONSENT_SOURCE).optional().describe('Where these people have agreed'),
  resubscribe: z
    .boolean()
    .optional()
    .describe('Bring back people who had unsubscribed before; needs a consent source. Bounces and complaints stay'),
  event: z
    .object({ name: z.string().trim().max(80) })
    .optional()
    .describe('Of a file of events: what happened, where no column says it'),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const ImportCounts = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  duplicates: z.int().describe('Rows that a later row of the file replaced'),
  rejected: z.int(),
  warnings: z
    .int()
    .describe('Rows that came in without a value that made no sense; named in the file of rejected rows'),
  opt_outs: z
    .object({ unsubscribed: z.int(), bounced: z.int(), complained: z.int(), blocked: z.int() })
    .describe('Addresses of the file that must get nothing, by reason'),
  opt_outs_new: z.int().describe('Of those, how many were not on the suppression list before'),
  kept_out: z.int().describe('People of the file who stay away: suppressed before, or gone from the list'),
  resubscribed: z.int(),
  reasons: z
    .array(z.object({ reason: Reason, rejected: z.boolean(), rows: z.int() }))
    .describe('Why rows were rejected, or came in with gaps; most frequent first'),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportJob = z.object({
  id: Id,
  kind: z.enum(['contacts', 'events']),
  filename: z.string(),
  bytes: z.int(),
  received: z.int().describe('Bytes of the file that have arrived: where to go on after an interruption'),
  state: z.enum([
    ...['uploading', 'ready', 'checking', 'waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'],
  ] as const),
  problem: Reason.nullable().describe('Why it failed'),
  system: z.enum(['mailchimp', 'brevo', 'listmonk']).nullable().describe('Whose export this is'),
  options: ImportOptions.nullable().describe('What it was last started or checked with'),
  progress: ImportCounts.extend({
    bytes_read: z.int(),
    fraction: z.number().describe('How much of the work is done, 0 to 1'),
    rows_per_second: z.number(),
    seconds_left: z.number().nullable(),
  }),
  checked: ImportCounts.extend({ at: InstantText })
    .nullable()
    .describe('What the last check of this file found: exactly what an import with the same options would do then'),
  undo: z
    .object({
      fraction: z.number(),
      binned: z.int().describe('New contacts that went to the recycle bin'),
      restored: z.int().describe('Contacts that got their values back'),
      kept: z.int().describe('Contacts that keep something, since it was changed after the import'),
      memberships: z.int(),
      tags: z.int(),
      events: z.int(),
      opt_outs_stay: z.int().describe('Opt-outs that the import brought; they stay'),
    })
    .nullable(),
  proof: z
    .object({
      people: z.object({ in_file: z.int(), in_herald: z.int() }),
      opt_outs: z.array(
        z.object({
          reason: z.enum(['unsubscribed', 'bounced', 'complained', 'blocked']),
          in_file: z.int(),
          in_herald: z.int().describe('Of these addresses, those that get nothing now'),
        }),
      ),
      differences: z.int().describe('Opt-outs that are kept otherwise: not at all, or for another reason'),
    })
    .nullable()
    .describe('After the import: what the file says beside what Herald has, counted anew'),
  can_undo: z.boolean(),
  created_at: InstantText,
  finished_at: InstantText.nullable(),
});
export type ImportJob = z.infer<typeof ImportJob>;

export const ImportColumn = z.object({
  name: z.string(),
  samples: z.array(z.string()),
  guess: ImportTarget,
  type: z.enum(FIELD_TYPES).describe('What a new custom field for it would hold'),
  reading: ColumnReading,
});

export const ImportInspection = z.object({
  format: CsvFormat,
  columns: z.array(ImportColumn),
  rows: z.array(z.array(z.string())).describe('The first rows as the file has them'),
  rows_estimated: z.int(),
  sheets: z.array(z.string()).describe('The sheets of a workbook'),
  fields: z.array(NewField).describe('The custom fields there are'),
  takeover: z
    .object({
      system: z.enum(['mailchimp', 'brevo', 'listmonk']),
      parts: z.array(
        z.object({
          name: z.string(),
          standing: z.string().nullable().describe('What it says of everybody in it; null where a column says it'),
          rows_estimated: z.int(),
        }),
      ),
    })
    .nullable()
    .describe('A recognised export of another system, which maps itself'),
});
export type ImportInspection = z.infer<typeof ImportInspection>;

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
    .input(
      z.object({
        filename: z.string().trim().min(1).max(255),
        bytes: z.int().min(1).max(2_000_000_000),
        kind: z.enum(['contacts', 'events']).default('contacts'),
        files: z
          .array(z.object({ name: z.string().trim().min(1).max(255), bytes: z.int().min(0) }))
          .max(50)
          .default([])
          .describe('Several files that belong together, sent one after the other: bytes is their sum'),
      }),
    )
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
    .output(ImportInspection),
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
            problem: Reason.nullable().describe('Why this row would be rejected'),
            warnings: z.array(Reason).describe('Values that would be left out, and why'),
          }),
        ),
        columns: z
          .array(
            z.object({
              values: z.array(z.unknown()).describe('What its first cells become'),
              unread: z.int().describe('Cells among the first rows that make no sense there'),
              problem: Reason.nullable().describe('Why the first of them does not'),
            }),
          )
          .describe('One entry a column'),
      }),
    ),
  check: needs('contact.import')
    .route({
      method: 'POST',
      path: '/imports/{id}/check',
      tags: ['Imports'],
      summary: 'Read the whole file and count what an import would do; changes nothing',
    })
    .input(byId.extend({ options: ImportOptions }))
    .output(ImportJob),
  start: needs('contact.import')
    .route({ method: 'POST', path: '/imports/{id}/start', tags: ['Imports'] })
    .input(byId.extend({ options: ImportOptions }))
    .output(ImportJob),
  cancel: needs('contact.import')
    .route({ method: 'POST', path: '/imports/{id}/cancel', tags: ['Imports'], summary: 'Stop; what is in stays in' })
    .input(byId)
    .output(ImportJob),
  undo: needs('contact.import')
    .route({
      method: 'POST',
      path: '/imports/{id}/undo',
      tags: ['Imports'],
      summary: 'Take back what an import did, except its opt-outs',
    })
    .input(byId)
    .output(ImportJob),
  opt_out_differences: needs('contact.import')
    .route({
      method: 'GET',
      path: '/imports/{id}/opt-outs/differences',
      tags: ['Imports'],
      summary: 'Opt-outs of the file that Herald keeps otherwise, as CSV',
    })
    .input(byId)
    .output(z.file()),
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
