import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AudienceRule } from '#shared/domain/campaign/audience-rule.ts';
import { BODY_KINDS } from '#shared/domain/campaign/body-kind.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign/campaign-state.ts';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import type { Translation } from '#shared/domain/campaign/translation.ts';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import type { Decision } from '#shared/domain/experiment/decision.ts';
import type { Experiment } from '#shared/domain/experiment/experiment.ts';
import type { PushParts } from '#shared/domain/push/push-content.ts';
import type { SendTiming } from '#shared/domain/timing/send-timing.ts';
import { instant } from './columns.ts';

export const campaignTable = sqliteTable('campaign', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  created_by: text('created_by'),
  created_at: instant('created_at').notNull(),
  deleted_at: instant('deleted_at'),
  series_no: integer('series_no'),
  occurrence_at: instant('occurrence_at'),
});

export const sendTable = sqliteTable('send', {
  no: integer('no').primaryKey(),
  id: text('id').notNull(),
  campaign_no: integer('campaign_no').notNull(),
  kind: text('kind', { enum: ['campaign', 'transactional'] })
    .notNull()
    .default('campaign'),
  channel: text('channel', { enum: CHANNELS }).notNull(),
  state: text('state', { enum: CAMPAIGN_STATES }).notNull(),
  reason: text('reason'),
  subject: text('subject').notNull(),
  preheader: text('preheader').notNull(),
  body_kind: text('body_kind', { enum: BODY_KINDS }).notNull(),
  body: text('body').notNull(),
  sender_no: integer('sender_no'),
  audience: text('audience', { mode: 'json' }).$type<AudienceRule>().notNull(),
  track_opens: integer('track_opens', { mode: 'boolean' }).notNull(),
  track_clicks: integer('track_clicks', { mode: 'boolean' }).notNull(),
  embed_pictures: integer('embed_pictures', { mode: 'boolean' }).notNull().default(false),
  schedule_local: text('schedule_local'),
  schedule_timezone: text('schedule_timezone'),
  schedule_at: instant('schedule_at'),
  hold_until: instant('hold_until'),
  created_at: instant('created_at').notNull(),
  updated_at: instant('updated_at').notNull(),
  started_at: instant('started_at'),
  frozen_at: instant('frozen_at'),
  finished_at: instant('finished_at'),
  guard_tripped: integer('guard_tripped', { mode: 'boolean' }).notNull().default(false),
  freeze_cursor: integer('freeze_cursor').notNull(),
  timing: text('timing', { mode: 'json' }).$type<SendTiming>(),
  experiment: text('experiment', { mode: 'json' }).$type<Experiment>(),
  link_tags: text('link_tags', { mode: 'json' }).$type<LinkTags>(),
  push: text('push', { mode: 'json' }).$type<PushParts>(),
  translations: text('translations', { mode: 'json' }).$type<Translation[]>().notNull().default([]),
  template_no: integer('template_no'),
  template_version: integer('template_version'),
  decision: text('decision', { mode: 'json' }).$type<Decision>(),
  revision: integer('revision').notNull(),
});
