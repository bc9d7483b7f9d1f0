import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';

export const sendingRulesTable = sqliteTable('sending_rules', {
  no: integer('no').primaryKey(),
  undo_seconds: integer('undo_seconds').notNull(),
  per_second: integer('per_second'),
  per_minute: integer('per_minute'),
  per_hour: integer('per_hour'),
  per_day: integer('per_day'),
  revision: integer('revision').notNull(),
});
