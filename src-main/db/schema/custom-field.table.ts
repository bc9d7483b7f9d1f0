import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { FIELD_TYPES } from '#shared/domain/custom-field/custom-field.ts';
import { instant } from './columns.ts';

export const customFieldTable = sqliteTable('custom_field', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  key: text('key').notNull(),
  label: text('label').notNull(),
  description: text('description').notNull(),
  type: text('type', { enum: FIELD_TYPES }).notNull(),
  choices: text('choices', { mode: 'json' }).$type<string[]>().notNull(),
  position: integer('position').notNull(),
  indexed: integer('indexed', { mode: 'boolean' }).notNull(),
  walked_to: integer('walked_to'),
  created_at: instant('created_at').notNull(),
  deleted_at: instant('deleted_at'),
  revision: integer('revision').notNull(),
});
