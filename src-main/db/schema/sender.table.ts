import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import type { ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import type { WarmUp } from '#shared/domain/channel/warm-up.ts';
import { instant } from './columns.ts';

export const senderTable = sqliteTable('sender', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  provider: text('provider').$type<ProviderName>().notNull(),
  channel: text('channel', { enum: CHANNELS }).notNull(),
  settings: text('settings').notNull(),
  from_name: text('from_name').notNull(),
  from_email: text('from_email').notNull(),
  reply_to: text('reply_to'),
  host: text('host').notNull(),
  port: integer('port').notNull(),
  security: text('security', { enum: ['none', 'starttls', 'tls'] }).notNull(),
  username: text('username'),
  max_connections: integer('max_connections').notNull(),
  per_second: integer('per_second'),
  per_minute: integer('per_minute'),
  per_hour: integer('per_hour'),
  per_day: integer('per_day'),
  is_default: integer('is_default', { mode: 'boolean' }).notNull(),
  warm_up: text('warm_up', { mode: 'json' }).$type<WarmUp>(),
  failover_no: integer('failover_no'),
  paused_reason: text('paused_reason'),
  paused_at: instant('paused_at'),
  created_at: instant('created_at').notNull(),
  deleted_at: instant('deleted_at'),
  revision: integer('revision').notNull(),
});
