import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Delimiter, Encoding } from '#shared/domain/csv/guess-format.ts';
import type { CustomField } from '#shared/domain/custom-field/custom-field.ts';
import type { ColumnReading } from '#shared/domain/import/guess-field.ts';
import type { Standing } from '#shared/domain/import/standing.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { instant } from './columns.ts';

export type ImportKind = 'contacts' | 'events';
export type ImportState =
  | 'uploading'
  | 'ready'
  | 'checking'
  | 'waiting'
  | 'running'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone';

export interface ImportFormat {
  encoding: Encoding;
  delimiter: Delimiter;
  header: boolean;
  /** Which sheet of a workbook. */
  sheet?: string;
}

export type NewField = Pick<CustomField, 'key' | 'label' | 'type'> & { choices?: string[] };

export interface StoredImportOptions {
  format: ImportFormat;
  mapping: (string | null)[];
  readings?: (ColumnReading | null)[];
  new_fields?: NewField[];
  list_ids: string[];
  new_list?: string;
  tags?: string[];
  update_existing: boolean;
  consent_source?: string;
  resubscribe?: boolean;
  event?: { name: string };
}

/** One table within what was uploaded: a file of several, an entry of an archive, or the whole. */
export interface ImportPart {
  name: string;
  offset: number;
  bytes: number;
  /** Of a recognised export: how this part is read. */
  format?: ImportFormat;
  mapping?: (string | null)[];
  readings?: (ColumnReading | null)[];
  standing?: Standing;
  /** How many rows it has, roughly. */
  rows?: number;
}

export interface PreparedFile {
  type: 'csv' | 'workbook';
  /** The parts lie in a file of their own, since an archive was uploaded. */
  unpacked?: boolean;
  parts: ImportPart[];
  sheets?: string[];
  /** The system whose export this is. */
  system?: 'mailchimp' | 'brevo' | 'listmonk';
  new_fields?: NewField[];
}

/** Rows that share one reason, and what became of them. */
export interface ImportReason {
  reason: Reason;
  rejected: boolean;
  rows: number;
}

/** What an import finds and does; a check finds the same numbers beforehand. */
export interface ImportCounts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  warnings: number;
  /** Addresses of the file that must get nothing, by reason. */
  opt_outs: Record<'unsubscribed' | 'bounced' | 'complained' | 'blocked', number>;
  /** Of those, the ones that were not suppressed before. */
  opt_outs_new: number;
  /** People of the file who would join but stay away: suppressed before, or gone from the list. */
  kept_out: number;
  resubscribed: number;
  reasons: ImportReason[];
}

export interface ImportProgress extends ImportCounts {
  bytes_read: number;
  fraction: number;
  rows_per_second: number;
  seconds_left: number | null;
}

export interface UndoProgress {
  /** Where the walk along the members of lists stands. */
  list_no: number;
  contact_no: number;
  fraction: number;
  binned: number;
  restored: number;
  /** Contacts that keep something, since somebody changed it after the import. */
  kept: number;
  memberships: number;
  tags: number;
  events: number;
  /** Opt-outs stay: taking an import back must not bring anybody mail. */
  opt_outs_stay: number;
}

/** What the file says beside what the tables have, counted anew at the end. */
export interface ImportProof {
  people: { in_file: number; in_herald: number };
  opt_outs: { reason: keyof ImportCounts['opt_outs']; in_file: number; in_herald: number }[];
  differences: number;
}

export interface ImportCheck {
  options: StoredImportOptions;
  counts: ImportCounts;
  at: number;
}

export const importTable = sqliteTable('import', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  kind: text('kind').$type<ImportKind>().notNull(),
  filename: text('filename').notNull(),
  bytes: integer('bytes').notNull(),
  received: integer('received').notNull(),
  files: text('files', { mode: 'json' }).$type<{ name: string; bytes: number }[]>().notNull(),
  prepared: text('prepared', { mode: 'json' }).$type<PreparedFile>(),
  state: text('state').$type<ImportState>().notNull(),
  problem: text('problem', { mode: 'json' }).$type<Reason>(),
  options: text('options', { mode: 'json' }).$type<StoredImportOptions>(),
  progress: text('progress', { mode: 'json' }).$type<Partial<ImportProgress>>().notNull(),
  checked: text('checked', { mode: 'json' }).$type<ImportCheck>(),
  staged: integer('staged', { mode: 'boolean' }).notNull(),
  turn: integer('turn').notNull(),
  merge_step: text('merge_step').$type<'opt_outs' | 'people'>().notNull(),
  merge_key: text('merge_key').notNull(),
  undo: text('undo', { mode: 'json' }).$type<UndoProgress>(),
  proof: text('proof', { mode: 'json' }).$type<ImportProof>(),
  created_by: text('created_by'),
  created_at: instant('created_at').notNull(),
  started_at: instant('started_at'),
  finished_at: instant('finished_at'),
});
