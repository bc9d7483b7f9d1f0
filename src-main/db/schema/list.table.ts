import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

export const listTable = sqliteTable('list', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  subscribed: integer('subscribed').notNull(),
  unconfirmed: integer('unconfirmed').notNull(),
  unsubscribed: integer('unsubscribed').notNull(),
  created_at: instant('created_at').notNull(),
  deleted_at: instant('deleted_at'),
  revision: integer('revision').notNull(),
});
