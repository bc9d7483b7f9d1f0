import * as z from 'zod';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import { EXPORT_FORMATS } from '#shared/domain/export-format.ts';
import { MOST_ADDRESSES } from '#shared/domain/report/saved-report.ts';
import { byId, Done, Id, InstantText, Revision } from './fields.ts';
import { needs } from './procedure.ts';
import { Outcome } from './report.contract.ts';
import { Repeat } from './timing.contract.ts';

const ReportSchedule = z.object({
  repeat: Repeat,
  to: z.array(z.string().max(320)).min(1, 'Name somebody who gets it.').max(MOST_ADDRESSES).describe('Email addresses'),
  format: z.enum(EXPORT_FORMATS),
});

const Fields = z.object({
  name: z.string().trim().min(1).max(120),
  days: z.int().min(1).max(366).describe('About campaigns that began in so many days before'),
  channel: z.enum(CHANNELS).nullable().describe('null: any'),
  search: z.string().trim().max(120).describe('Words in their names; empty: any'),
  schedule: ReportSchedule.nullable().describe('When it is mailed and to whom; null: it is not'),
});

export const SavedReport = Fields.extend({
  id: Id,
  next_at: InstantText.nullable(),
  mailed_at: InstantText.nullable(),
  problem: z
    .object({ code: z.enum(['missed', 'author', 'no_sender', 'refused']), said: z.string() })
    .nullable()
    .describe('Why it was not mailed the last time'),
  changed_by: z.string().nullable().describe('In whose name it is mailed'),
  revision: Revision,
});
export type SavedReport = z.infer<typeof SavedReport>;

export const ReportedCampaign = z.object({
  id: Id,
  name: z.string(),
  channel: z.enum(CHANNELS),
  started_at: InstantText,
  figures: z.enum(['now', 'closing']).describe('Of its closing, once its report has closed'),
  ...Outcome,
  converted: z.int().nullable().describe('null: it has no goal'),
  revenue: z.number().nullable(),
});
export type ReportedCampaign = z.infer<typeof ReportedCampaign>;

const tags = ['Reports'];

export const savedReports = {
  list: needs('report.read')
    .route({ method: 'GET', path: '/reports', tags, summary: 'Reports that are kept under a name' })
    .output(z.array(SavedReport)),
  get: needs('report.read')
    .route({ method: 'GET', path: '/reports/{id}', tags, summary: 'What it is about, and when it is mailed' })
    .input(byId)
    .output(SavedReport),
  campaigns: needs('report.read')
    .route({ method: 'GET', path: '/reports/{id}/campaigns', tags, summary: 'Its campaigns, the latest first' })
    .input(byId)
    .output(z.array(ReportedCampaign)),
  file: needs('report.read')
    .route({ method: 'GET', path: '/reports/{id}/file', tags, summary: 'Its campaigns as a file' })
    .input(byId.extend({ format: z.enum(EXPORT_FORMATS).default('xlsx') }))
    .output(z.file()),
  create: needs('report.write')
    .route({ method: 'POST', path: '/reports', tags, summary: 'Keep a report' })
    .input(Fields)
    .output(SavedReport),
  update: needs('report.write')
    .route({ method: 'PUT', path: '/reports/{id}', tags, summary: 'Change a report' })
    .input(Fields.partial().extend({ id: Id, revision: Revision }))
    .output(SavedReport),
  delete: needs('report.write')
    .route({ method: 'DELETE', path: '/reports/{id}', tags, summary: 'Delete a report, and mail it no more' })
    .input(byId)
    .output(Done),
  mail: needs('report.write')
    .route({ method: 'POST', path: '/reports/{id}/mail', tags, summary: 'Mail it now to those who get it' })
    .input(byId)
    .output(Done),
};
