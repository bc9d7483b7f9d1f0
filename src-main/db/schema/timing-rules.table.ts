import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { QuietRules } from '#shared/domain/timing/quiet-hours.ts';

export const timingRulesTable = sqliteTable('timing_rules', {
  no: integer('no').primaryKey(),
  quiet: text('quiet', { mode: 'json' }).$type<QuietRules>(),
  cap_messages: integer('cap_messages'),
  cap_days: integer('cap_days'),
  late_minutes: integer('late_minutes').notNull(),
  revision: integer('revision').notNull(),
});
