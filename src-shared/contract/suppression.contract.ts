import * as z from 'zod';
import { SUPPRESSION_REASONS } from '#shared/domain/contact-status.ts';
import { LEAVE_REASONS } from '#shared/domain/tracking/leave-reason.ts';
import { Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';
import { Reason as TypedReason } from './reason.ts';

const Reason = z.enum(SUPPRESSION_REASONS);
const Channel = z.enum(['email', 'sms', 'push']);
const Hash = z.string().describe('SHA-256 of the normalised address: the id of a suppression');

export const Suppression = z.object({
  id: Hash,
  channel: Channel,
  address: z.string().nullable().describe('null where only the hash is known'),
  contact_id: Id.nullable(),
  reason: Reason,
  source: z.string().describe('For example user, import:<id> or campaign:<id>'),
  source_name: z.string().nullable().describe('Name of that campaign or file'),
  at: InstantText,
});
export type Suppression = z.infer<typeof Suppression>;

export const SuppressionFilter = z.object({
  search: z.string().trim().max(320).optional().describe('Part of an address, or a whole hash'),
  reason: Reason.optional(),
  channel: Channel.optional(),
  origin: z.string().max(40).optional().describe('The source without its id: campaign, import, user'),
});

export const MOST_ENTRIES = 10_000;

const ToldReason = z.enum([...LEAVE_REASONS, 'not_said']);
const span = { days: z.coerce.number().int().min(1).max(3_660).default(90) };

export const Leaving = z.object({
  id: z.string(),
  at: InstantText,
  contact_id: Id.nullable(),
  name: z.string().nullable(),
  list: z.string().nullable().describe('null: all mail'),
  campaign_id: Id.nullable(),
  campaign: z.string().nullable(),
  way: z.enum(['one_click', 'page', 'preferences']),
  reason: z.enum(LEAVE_REASONS).nullable(),
  words: z.string().nullable(),
});
export type Leaving = z.infer<typeof Leaving>;

export const suppressions = {
  list: needs('suppression.read')
    .route({
      method: 'GET',
      path: '/suppressions',
      tags: ['Suppressions'],
      summary: 'Addresses that get nothing, newest first',
    })
    .input(SuppressionFilter.extend(paging))
    .output(pageOf(Suppression)),
  counts: needs('suppression.read')
    .route({
      method: 'GET',
      path: '/suppressions/counts',
      tags: ['Suppressions'],
      summary: 'How many, by channel, reason and source',
    })
    .output(z.array(z.object({ channel: Channel, reason: Reason, origin: z.string(), n: z.int() }))),
  add: needs('suppression.write')
    .route({
      method: 'POST',
      path: '/suppressions',
      tags: ['Suppressions'],
      summary: 'Suppress addresses, or hashes of them',
    })
    .input(
      z.object({
        entries: z
          .array(z.object({ address: z.string().trim().min(1).max(400), reason: Reason.optional() }))
          .min(1)
          .max(MOST_ENTRIES)
          .describe('An address, or the 64 hexadecimal digits of its SHA-256'),
        reason: Reason.describe('Where an entry has none of its own'),
        source: z.enum(['user', 'import']).default('user'),
      }),
    )
    .output(
      z.object({
        added: z.int(),
        known: z.int().describe('Were suppressed already'),
        rejected: z.array(z.object({ index: z.int(), address: z.string(), problem: TypedReason })),
      }),
    ),
  effect: needs('suppression.remove')
    .route({
      method: 'GET',
      path: '/suppressions/{id}/effect',
      tags: ['Suppressions'],
      summary: 'What taking it off would do',
    })
    .input(z.object({ id: Hash }))
    .output(
      z.object({
        contact: z.object({ id: Id, name: z.string() }).nullable(),
        lists: z.array(z.string()).describe('Lists whose mail would reach them again'),
        status: z.string().nullable().describe('Their status afterwards'),
      }),
    ),
  remove: needs('suppression.remove')
    .route({
      method: 'POST',
      path: '/suppressions/{id}/remove',
      tags: ['Suppressions'],
      summary: 'Take an address off, with a reason',
    })
    .input(z.object({ id: Hash, why: z.string().trim().min(3).max(500) }))
    .output(z.object({ address: z.string().nullable() })),
  export: needs('suppression.read')
    .route({ method: 'GET', path: '/suppressions/list.csv', tags: ['Suppressions'], summary: 'The list as a CSV file' })
    .input(SuppressionFilter)
    .output(z.file()),
  reasons: needs('suppression.read')
    .route({ method: 'GET', path: '/leavings/reasons', tags: ['Suppressions'], summary: 'Why people left' })
    .input(z.object(span))
    .output(z.array(z.object({ reason: ToldReason, n: z.int() }))),
  leavings: needs('suppression.read')
    .route({ method: 'GET', path: '/leavings', tags: ['Suppressions'], summary: 'Who left, and why' })
    .input(z.object({ ...span, ...paging, reason: ToldReason.optional() }))
    .output(pageOf(Leaving)),
};
