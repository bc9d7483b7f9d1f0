import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LinkTagRules } from '#shared/domain/campaign/link-tag-rules.ts';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import { instant } from './columns.ts';

export const organizationTable = sqliteTable('organization', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  timezone: text('timezone').notNull(),
  locale: text('locale').notNull(),
  public_url: text('public_url'),
  track_opens: integer('track_opens', { mode: 'boolean' }).notNull(),
  track_clicks: integer('track_clicks', { mode: 'boolean' }).notNull(),
  link_tags: text('link_tags', { mode: 'json' }).$type<LinkTags>(),
  link_tag_rules: text('link_tag_rules', { mode: 'json' }).$type<LinkTagRules>(),
  track_anonymously: integer('track_anonymously', { mode: 'boolean' }).notNull(),
  respect_unwilling: integer('respect_unwilling', { mode: 'boolean' }).notNull(),
  hidden_link: integer('hidden_link', { mode: 'boolean' }).notNull(),
  bin_days: integer('bin_days').notNull(),
  soft_bounce_limit: integer('soft_bounce_limit').notNull(),
  created_at: instant('created_at').notNull(),
  revision: integer('revision').notNull(),
});
