import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Attributes } from '#shared/domain/contact-fields.ts';
import { instant } from './columns.ts';

export const contactTable = sqliteTable('contact', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  email: text('email'),
  email_key: text('email_key'),
  phone: text('phone'),
  external_id: text('external_id'),
  first_name: text('first_name').notNull(),
  last_name: text('last_name').notNull(),
  company: text('company').notNull(),
  city: text('city').notNull(),
  country: text('country').notNull(),
  locale: text('locale').notNull(),
  timezone: text('timezone').notNull(),
  attributes: text('attributes', { mode: 'json' }).$type<Attributes>().notNull(),
  name_key: text('name_key').notNull(),
  company_key: text('company_key').notNull(),
  created_at: instant('created_at').notNull(),
  updated_at: instant('updated_at').notNull(),
  updated_by: integer('updated_by'),
  last_seen_at: instant('last_seen_at'),
  deleted_at: instant('deleted_at'),
  import_no: integer('import_no'),
  revision: integer('revision').notNull(),
});
