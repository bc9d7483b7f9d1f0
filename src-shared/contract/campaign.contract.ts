import * as z from 'zod';
import { BODY_KINDS } from '#shared/domain/campaign/body-kind.ts';
import { ODDITIES } from '#shared/domain/campaign/odd-person.ts';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import { Delivery, DeliveryFilter } from './delivery.contract.ts';
import { Experiment, ExperimentReport, VariantIndex } from './experiment.contract.ts';
import { byId, Done, Id, InstantText, Locale, pageOf, paging, Revision, Timezone } from './fields.ts';
import { LinkTags } from './link-tags.contract.ts';
import { needs } from './procedure.ts';
import { LocalTime, SendTiming } from './timing.contract.ts';

export const CampaignState = z.enum(['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed']);
export type CampaignState = z.infer<typeof CampaignState>;

export const BodyKind = z
  .enum(BODY_KINDS)
  .describe('text: of text and push messages, and of nothing else; visual: a design of blocks, as JSON');

/** The same message for contacts of another language. */
export const Translation = z.object({
  language: Locale.describe('Contacts whose locale is this, or begins with it'),
  subject: z.string().max(998),
  preheader: z.string().max(998),
  body: z.string().max(5_000_000),
});
export type Translation = z.infer<typeof Translation>;

/** Who is addressed: every contact, or those of lists and segments; without those of others or of earlier campaigns. */
export const Audience = z.object({
  everyone: z.boolean().default(false),
  include_lists: z.array(Id).max(100).default([]),
  include_segments: z.array(Id).max(100).default([]),
  exclude_lists: z.array(Id).max(100).default([]),
  exclude_segments: z.array(Id).max(100).default([]),
  exclude_campaigns: z.array(Id).max(100).default([]),
  unopened_campaigns: z
    .array(Id)
    .max(100)
    .default([])
    .describe('Of all these only people whom one of these campaigns reached and who neither opened nor clicked it'),
});
export type Audience = z.infer<typeof Audience>;

export const PushParts = z.object({
  link: z.string().trim().max(2_000).describe('Where a tap leads; may hold merge fields'),
  icon: z.string().trim().max(2_000).describe('Address of a small picture'),
  image: z.string().trim().max(2_000).describe('Address of a large picture'),
});

export const CampaignFields = z.object({
  name: z.string().trim().min(1).max(200),
  subject: z.string().max(998),
  preheader: z.string().max(998),
  body_kind: BodyKind,
  body: z.string().max(5_000_000),
  translations: z
    .array(Translation)
    .max(30)
    .describe('In other languages; who has none of them gets the message itself'),
  sender_id: Id.nullable(),
  audience: Audience,
  track_opens: z.boolean(),
  track_clicks: z.boolean(),
  embed_pictures: z
    .boolean()
    .describe('Pictures of the media library travel in each mail, which is larger by them, instead of being loaded'),
  push: PushParts.nullable().describe('Of a push message, whose title is the subject; null: none of it'),
  experiment: Experiment.nullable().describe('Variants tried on a sample, and a hold-out group'),
  link_tags: LinkTags.nullable().describe('UTM parameters of its links; null: those of the organization'),
});

/** From which template a campaign began; its content is its own. */
export const TemplateOrigin = z.object({ id: Id, name: z.string(), version: z.int() });

/** Recipients by state, and what they did. `unique` counts people, `total` counts hits. */
export const CampaignCounts = z.object({
  audience: z.int().describe('Everybody addressed; the sum of all states below'),
  queued: z.int(),
  claimed: z.int(),
  in_data: z.int(),
  accepted: z.int(),
  deferred: z.int(),
  failed: z.int(),
  unknown: z.int(),
  skipped: z.int(),
  cancelled: z.int(),
  bounced: z.int(),
  complained: z.int(),
  opened_unique: z.int().describe('By people and by machines'),
  opened_total: z.int(),
  opened_human: z.int().describe('People who opened it; the rest of opened_unique are machines alone'),
  clicked_unique: z.int(),
  clicked_total: z.int(),
  clicked_human: z.int(),
  unsubscribed: z.int(),
});
export type CampaignCounts = z.infer<typeof CampaignCounts>;

export const Schedule = z.object({
  local: LocalTime,
  timezone: Timezone,
  at: InstantText.describe('The moment that local time means now'),
});

export const Campaign = CampaignFields.extend({
  id: Id,
  channel: z.enum(CHANNELS),
  state: CampaignState,
  reason: z.string().nullable().describe('Why it is paused or has failed, in words'),
  preparing: z.boolean().describe('Started, and its recipients are being fixed'),
  schedule: Schedule.nullable(),
  timing: SendTiming,
  series: z
    .object({ id: Id, name: z.string() })
    .nullable()
    .describe('The campaign that repeats, of which this is a run'),
  template: TemplateOrigin.nullable().describe('From which it began'),
  hold_until: InstantText.nullable().describe('Begins then, and can be taken back until then'),
  counts: CampaignCounts,
  created_by: z.string().nullable().describe('Name of the author'),
  created_at: InstantText,
  updated_at: InstantText,
  started_at: InstantText.nullable(),
  finished_at: InstantText.nullable(),
  revision: Revision,
});
export type Campaign = z.infer<typeof Campaign>;

export const CampaignRow = Campaign.omit({ body: true, translations: true, experiment: true });
export type CampaignRow = z.infer<typeof CampaignRow>;

/** Reasons why somebody addressed gets nothing. */
export const SkipReason = z.enum([
  'no_address',
  'invalid_address',
  'unsubscribed',
  'suppressed',
  'bounced',
  'complained',
  'unconfirmed',
  'paused',
  'frequency_cap',
  'over_limit',
  'too_late',
  'held_out',
  'duplicate_address',
  'excluded',
  'template_error',
]);
export type SkipReason = z.infer<typeof SkipReason>;

export const AudienceCount = z.object({
  addressed: z.int(),
  recipients: z.int().describe('The number the Send button says'),
  excluded: z.partialRecord(SkipReason, z.int()),
});
export type AudienceCount = z.infer<typeof AudienceCount>;

export const TemplateProblem = z.object({
  part: z.enum(['subject', 'preheader', 'body']),
  line: z.int().nullable(),
  column: z.int().nullable(),
  message: z.string(),
  block: z.string().optional().describe('In a mail made of blocks: where it stands'),
});
export type TemplateProblem = z.infer<typeof TemplateProblem>;

export const SmsSize = z.object({
  encoding: z.enum(['GSM-7', 'UCS-2']),
  units: z.int(),
  segments: z.int(),
  room: z.int().describe('Units that still fit into the last segment'),
  culprit: z.string().nullable().describe('The first character that makes all of it UCS-2'),
});

export const RenderedMessage = z.object({
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
  bytes: z.int(),
  missing: z.array(z.string()).describe('Merge fields of the template that this contact has no value for'),
  fields: z
    .array(z.object({ name: z.string(), value: z.string(), missing: z.boolean() }))
    .describe('The merge fields of the template, with what this contact has in them'),
  problems: z.array(TemplateProblem),
  push: PushParts.extend({ title: z.string(), text: z.string() }).nullable().describe('Of a push message'),
  sms: SmsSize.nullable().describe('Of a text message: what it is written in, and how many segments are paid for'),
});
export type RenderedMessage = z.infer<typeof RenderedMessage>;

const OddityName = z.enum(ODDITIES).optional().describe('As a made-up person who is odd in this way');

export const LinkStat = z.object({
  index: z.int(),
  url: z.string(),
  unique: z.int(),
  total: z.int(),
  human_unique: z.int(),
  human_total: z.int(),
});

/** Per minute since the start; gaps are zero. */
export const TimelinePoint = z.object({
  at: InstantText,
  sent: z.int(),
  opened: z.int().describe('By people'),
  clicked: z.int().describe('By people'),
  unsubscribed: z.int(),
  failed: z.int(),
});
export type TimelinePoint = z.infer<typeof TimelinePoint>;

export const CampaignStats = z.object({
  counts: CampaignCounts,
  excluded: z.partialRecord(SkipReason, z.int()),
  links: z.array(LinkStat),
  points: z.array(TimelinePoint).describe('At most 720 points; the span of each is step_seconds'),
  step_seconds: z.int(),
  rate_per_second: z
    .number()
    .nullable()
    .describe('Messages accepted a second, over the last minute; null while nothing is being sent'),
  charges: z
    .array(
      z.object({
        currency: z.string().describe('ISO 4217; empty: the service has named no price'),
        messages: z.int(),
        segments: z.int(),
        amount: z.number().describe('What the service asks for them, in the currency'),
      }),
    )
    .describe('Of text messages: what the service counted when it took them'),
  as_of: InstantText,
});
export type CampaignStats = z.infer<typeof CampaignStats>;

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, summary?: string) => ({
  method,
  path: `/campaigns${path}` as const,
  tags: ['Campaigns'],
  ...(summary ? { summary } : {}),
});

export const campaigns = {
  list: needs('campaign.read')
    .route(route('GET', ''))
    .input(
      z.object({
        ...paging,
        state: CampaignState.optional(),
        search: z.string().trim().max(200).optional(),
        series: Id.optional().describe('Runs of this campaign alone'),
      }),
    )
    .output(pageOf(CampaignRow)),
  get: needs('campaign.read').route(route('GET', '/{id}')).input(byId).output(Campaign),
  create: needs('campaign.write')
    .route({ ...route('POST', ''), successStatus: 201 })
    .input(
      CampaignFields.partial()
        .required({ name: true })
        .extend({
          channel: z.enum(['email', 'sms', 'push']).default('email'),
          template_id: Id.optional().describe('Begin with the content of this template, as a copy'),
        }),
    )
    .output(Campaign),
  update: needs('campaign.write')
    .route(route('PUT', '/{id}', 'Change a draft'))
    .input(CampaignFields.partial().extend({ id: Id, revision: Revision }))
    .output(Campaign),
  delete: needs('campaign.write')
    .route(route('DELETE', '/{id}', 'Delete a draft'))
    .input(byId)
    .output(Done),
  duplicate: needs('campaign.write')
    .route({ ...route('POST', '/{id}/duplicate'), successStatus: 201 })
    .input(byId)
    .output(Campaign),
  resendUnopened: needs('campaign.write')
    .route({
      ...route('POST', '/{id}/resend-unopened', 'A new draft for those whom it reached and who did not open it'),
      successStatus: 201,
    })
    .input(byId)
    .output(Campaign),
  audience: needs('campaign.read')
    .route(route('GET', '/{id}/audience', 'Who would get it, and why others would not'))
    .input(byId)
    .output(AudienceCount),
  preview: needs('campaign.read')
    .route(route('POST', '/{id}/preview', 'The message as one contact would get it'))
    .input(
      byId.extend({
        contact_id: Id.optional().describe('Without it: the first recipient, or a made-up person'),
        oddity: OddityName,
        variant: VariantIndex.optional().describe('As this variant says it; without it: as the campaign is written'),
        draft: CampaignFields.pick({
          subject: true,
          preheader: true,
          body_kind: true,
          body: true,
          translations: true,
          push: true,
        })
          .partial()
          .optional()
          .describe('Text not saved yet'),
      }),
    )
    .output(RenderedMessage),
  sendTest: needs('campaign.write')
    .route(route('POST', '/{id}/test', 'Send the message to a few addresses; nothing is tracked'))
    .input(
      byId.extend({
        to: z.array(z.string().trim().min(3).max(254)).min(1).max(10),
        contact_id: Id.optional(),
        oddity: OddityName,
        variant: VariantIndex.optional().describe('As this variant says it; without it: as the campaign is written'),
      }),
    )
    .output(z.object({ results: z.array(z.object({ to: z.string(), ok: z.boolean(), said: z.string() })) })),
  send: needs('campaign.send')
    .route(route('POST', '/{id}/send', 'Send now'))
    .input(
      byId.extend({
        revision: Revision,
        hold: z
          .boolean()
          .default(false)
          .describe('Begin only when the time to take it back (see rate-limits) is over; unschedule takes it back'),
        timing: SendTiming.optional().describe('How it is spread, and what quiet time holds'),
      }),
    )
    .output(Campaign),
  schedule: needs('campaign.send')
    .route(route('POST', '/{id}/schedule', 'Send at a time, at the local time of each recipient, or again and again'))
    .input(
      byId.extend({
        revision: Revision,
        local: LocalTime.optional().describe('Needed unless the timing says when'),
        timezone: Timezone.optional().describe('Of that time; without it the zone of the organization'),
        timing: SendTiming.optional(),
      }),
    )
    .output(Campaign),
  unschedule: needs('campaign.send')
    .route(route('POST', '/{id}/unschedule', 'Back to draft'))
    .input(byId)
    .output(Campaign),
  pause: needs('campaign.pause').route(route('POST', '/{id}/pause')).input(byId).output(Campaign),
  resume: needs('campaign.send').route(route('POST', '/{id}/resume')).input(byId).output(Campaign),
  cancel: needs('campaign.pause')
    .route(route('POST', '/{id}/cancel', 'Stop for good; what is sent stays sent'))
    .input(byId)
    .output(Campaign),
  stats: needs('report.read').route(route('GET', '/{id}/stats')).input(byId).output(CampaignStats),
  experiment: needs('report.read')
    .route(route('GET', '/{id}/experiment', 'How its variants and its hold-out group do'))
    .input(
      byId.extend({
        event: z.string().trim().min(1).max(200).optional().describe('Compares who had this event with the hold-out'),
        days: z.coerce.number().int().min(1).max(365).default(7).describe('From the start of the send on'),
      }),
    )
    .output(ExperimentReport),
  chooseVariant: needs('campaign.send')
    .route(route('POST', '/{id}/variant', 'Say which variant the rest gets'))
    .input(byId.extend({ variant: VariantIndex }))
    .output(Campaign),
  deliveries: needs('delivery.read')
    .route(route('GET', '/{id}/deliveries', 'Every recipient and what happened'))
    .input(DeliveryFilter.extend(paging))
    .output(pageOf(Delivery)),
  exportDeliveries: needs('delivery.read')
    .route(route('GET', '/{id}/deliveries.csv', 'The same as a CSV file'))
    .input(DeliveryFilter)
    .output(z.file()),
  resolveUnknown: needs('campaign.send')
    .route(route('POST', '/{id}/unknown', 'Decide about messages that may or may not have been delivered'))
    .input(byId.extend({ choice: z.enum(['assume_sent', 'send_again']) }))
    .output(z.object({ changed: z.int() })),
};
