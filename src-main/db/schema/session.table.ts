import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

export const sessionTable = sqliteTable('session', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  user_no: integer('user_no').notNull(),
  kind: text('kind', { enum: ['browser', 'token', 'desktop', 'cli'] }).notNull(),
  token_hash: text('token_hash').notNull(),
  previous_hash: text('previous_hash'),
  device: text('device').notNull(),
  ip: text('ip').notNull(),
  created_at: instant('created_at').notNull(),
  last_seen_at: instant('last_seen_at').notNull(),
  expires_at: instant('expires_at').notNull(),
});
