import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

export type ImportState = 'uploading' | 'ready' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

export interface ImportFormat {
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  delimiter: ',' | ';' | '\t' | '|';
  header: boolean;
}

export interface StoredImportOptions {
  format: ImportFormat;
  mapping: (string | null)[];
  list_ids: string[];
  new_list?: string;
  update_existing: boolean;
}

export interface ImportProgress {
  bytes_read: number;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  warnings: number;
  fraction: number;
  rows_per_second: number;
  seconds_left: number | null;
}

export const importTable = sqliteTable('import', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  filename: text('filename').notNull(),
  bytes: integer('bytes').notNull(),
  received: integer('received').notNull(),
  state: text('state').$type<ImportState>().notNull(),
  problem: text('problem'),
  options: text('options', { mode: 'json' }).$type<StoredImportOptions>(),
  progress: text('progress', { mode: 'json' }).$type<Partial<ImportProgress>>().notNull(),
  staged: integer('staged', { mode: 'boolean' }).notNull(),
  merge_key: text('merge_key').notNull(),
  created_by: text('created_by'),
  created_at: instant('created_at').notNull(),
  started_at: instant('started_at'),
  finished_at: instant('finished_at'),
});
