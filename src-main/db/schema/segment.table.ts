import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

export const segmentTable = sqliteTable('segment', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  rule: text('rule').notNull(),
  watched: integer('watched', { mode: 'boolean' }).notNull(),
  members: integer('members'),
  counted_at: instant('counted_at'),
  created_by: text('created_by'),
  created_at: instant('created_at').notNull(),
  updated_at: instant('updated_at').notNull(),
  deleted_at: instant('deleted_at'),
  revision: integer('revision').notNull(),
});
