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
  is_public: integer('is_public', { mode: 'boolean' }).notNull(),
  public_name: text('public_name').notNull(),
  public_description: text('public_description').notNull(),
  double_opt_in: integer('double_opt_in', { mode: 'boolean' }).notNull(),
  confirm_sender_id: text('confirm_sender_id'),
  confirm_subject: text('confirm_subject').notNull(),
  confirm_body: text('confirm_body').notNull(),
  created_at: instant('created_at').notNull(),
  deleted_at: instant('deleted_at'),
  revision: integer('revision').notNull(),
});
