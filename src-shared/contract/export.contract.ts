import * as z from 'zod';
import { EXPORT_FORMATS } from '#shared/domain/export-format.ts';
import { ContactTarget } from './bulk-edit.contract.ts';
import { byId, Done, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason } from './reason.ts';

export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ContactExport = z.object({
  id: Id,
  filename: z.string(),
  format: ExportFormat,
  columns: z.array(z.string()),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  problem: Reason.nullable(),
  total: z.int(),
  rows: z.int().describe('Contacts in the file so far'),
  bytes: z.int(),
  created_by: z.string().nullable().describe('Name of who ordered it'),
  created_at: InstantText,
  started_at: InstantText.nullable(),
  finished_at: InstantText.nullable(),
});
export type ContactExport = z.infer<typeof ContactExport>;

/** Files of contacts, written in the background and kept for seven days. */
export const exports = {
  list: needs('contact.export')
    .route({ method: 'GET', path: '/contact-exports', tags: ['Exports'] })
    .input(z.object(paging))
    .output(pageOf(ContactExport)),
  get: needs('contact.export')
    .route({ method: 'GET', path: '/contact-exports/{id}', tags: ['Exports'] })
    .input(byId)
    .output(ContactExport),
  start: needs('contact.export')
    .route({
      method: 'POST',
      path: '/contact-exports',
      successStatus: 201,
      tags: ['Exports'],
      summary: 'Write contacts into a CSV file or a workbook',
    })
    .input(
      z.object({
        target: ContactTarget,
        columns: z
          .array(z.string().min(1).max(80))
          .min(1)
          .max(200)
          .optional()
          .describe('In their order, custom fields as attributes.<key>; all there are when left out'),
        format: ExportFormat.default('csv').describe(
          'An xlsx has more than one sheet where there are more than 1,048,575 people',
        ),
      }),
    )
    .output(ContactExport),
  cancel: needs('contact.export')
    .route({ method: 'POST', path: '/contact-exports/{id}/cancel', tags: ['Exports'] })
    .input(byId)
    .output(ContactExport),
  download: needs('contact.export')
    .route({ method: 'GET', path: '/contact-exports/{id}/file', tags: ['Exports'], summary: 'The file itself' })
    .input(byId)
    .output(z.file()),
  delete: needs('contact.export')
    .route({ method: 'DELETE', path: '/contact-exports/{id}', tags: ['Exports'], summary: 'Delete the file' })
    .input(byId)
    .output(Done),
};
