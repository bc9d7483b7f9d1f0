import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DomainRule } from '#shared/domain/channel/domain-rules.ts';

export const sendingRulesTable = sqliteTable('sending_rules', {
  no: integer('no').primaryKey(),
  undo_seconds: integer('undo_seconds').notNull(),
  per_second: integer('per_second'),
  per_minute: integer('per_minute'),
  per_hour: integer('per_hour'),
  per_day: integer('per_day'),
  domain_rules: text('domain_rules', { mode: 'json' }).$type<DomainRule[]>(),
  revision: integer('revision').notNull(),
});
