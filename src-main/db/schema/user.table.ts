import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ROLES } from '#shared/domain/role.ts';
import { instant } from './columns.ts';

export const userTable = sqliteTable('user', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  email: text('email').notNull(),
  email_key: text('email_key').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  password_hash: text('password_hash'),
  active: integer('active', { mode: 'boolean' }).notNull(),
  invite_hash: text('invite_hash'),
  invite_expires_at: instant('invite_expires_at'),
  created_at: instant('created_at').notNull(),
  last_seen_at: instant('last_seen_at'),
  revision: integer('revision').notNull(),
});
