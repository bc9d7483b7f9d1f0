import * as z from 'zod';
import { CONTACT_STATUSES, MEMBER_STATES } from '#shared/domain/contact-status.ts';
import { QUIET_DAYS, QUIET_KINDS } from '#shared/domain/segment/quiet-rule.ts';
import { TIMELINE_KINDS } from '#shared/domain/timeline-kind.ts';
import { TRACKING_CHOICES } from '#shared/domain/tracking/tracking-choice.ts';
import { byId, Done, Id, InstantText, pageOf, paging, Revision } from './fields.ts';
import { needs } from './procedure.ts';

export const ContactStatus = z.enum(CONTACT_STATUSES);
export type ContactStatus = z.infer<typeof ContactStatus>;

export const MemberState = z.enum(MEMBER_STATES);
export type MemberState = z.infer<typeof MemberState>;

export const AttributeValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export const Attributes = z.record(z.string().max(64), AttributeValue);

const text = (max: number) => z.string().trim().max(max);

/** What a person may type about a contact. `null` empties a field. */
export const ContactFields = z.object({
  email: text(320).nullable(),
  phone: text(32).nullable(),
  external_id: text(200).nullable(),
  first_name: text(200),
  last_name: text(200),
  company: text(200),
  city: text(200),
  country: text(60).describe('ISO 3166-1 alpha-2 or a name it is known by; stored as the two letters'),
  locale: text(35),
  timezone: text(64),
  attributes: Attributes.describe('Custom fields by their key. Only those given change; null takes a value away'),
});

export const ContactRow = ContactFields.extend({
  id: Id,
  name: z.string().describe('First and last name; the address where there is none'),
  status: ContactStatus.describe('Derived, for email'),
  sms_status: ContactStatus.describe('Derived, for text messages'),
  push_status: ContactStatus.describe('Derived, for push messages; no_address: no device is registered'),
  tags: z.array(z.object({ id: Id, name: z.string() })),
  created_at: InstantText,
  updated_at: InstantText,
  updated_by: z.string().nullable().describe('Name of who changed it last; null for Herald itself and for readers'),
  last_seen_at: InstantText.nullable(),
  engaged_until: InstantText.nullable().describe(
    'When the engagement falls to one point; it halves in 30 days. null: they never did anything',
  ),
  revision: Revision,
});
export type ContactRow = z.infer<typeof ContactRow>;

export const Contact = ContactRow.extend({
  lists: z.array(z.object({ id: Id, name: z.string(), state: MemberState, changed_at: InstantText })),
});
export type Contact = z.infer<typeof Contact>;

export const ContactFilter = z.object({
  search: z.string().trim().max(200).optional().describe('Part of an address, a name or a company'),
  list_id: Id.optional(),
  list_state: MemberState.optional().describe(
    'With list_id: only members in this state; without it everybody who is or was on the list',
  ),
  status: ContactStatus.optional(),
  tag_id: Id.optional(),
  import_id: Id.optional().describe('Whom this import made, or with import_part `changed` whom it changed'),
  import_part: z.enum(['created', 'changed']).optional(),
  segment_id: Id.optional(),
  segment: z
    .string()
    .trim()
    .max(20_000)
    .optional()
    .describe('A rule that is not saved; with segment_id both must hold'),
});
export type ContactFilter = z.infer<typeof ContactFilter>;
export const ContactSort = z.enum(['newest', 'oldest', 'email', 'name', 'engagement']);

export const TimelineEntry = z.object({
  id: z.string(),
  at: InstantText,
  kind: z.enum(TIMELINE_KINDS),
  type: z.string().describe('For example contact.imported, delivery.accepted, hit.click'),
  campaign_id: Id.nullable(),
  actor: z.string().nullable().describe('Name of the user who did it'),
  data: z
    .record(z.string(), z.unknown())
    .describe('What is known of it; of changes under `changes` each field with its value before (from) and after (to)'),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TrackingChoice = z.object({
  choice: z.enum(TRACKING_CHOICES).describe('anonymous: counted without keeping whose they are'),
});

export const ContactEngagement = z.object({
  score: z
    .int()
    .min(0)
    .max(100)
    .describe('Opening a message is 4 points, clicking in it 10; all of it halves in 30 days'),
  opened: z.int().describe('Messages that this person opened, ever'),
  clicked: z.int().describe('Messages in which this person clicked, ever'),
  last_at: InstantText.nullable().describe('When they last opened or clicked for the first time in a message'),
  deeds: z
    .array(
      z.object({
        kind: z.enum(['open', 'click']),
        campaign_id: Id.nullable(),
        campaign: z.string().nullable().describe('null: a campaign that is no more'),
        at: InstantText,
        points: z.number().describe('What it still counts'),
      }),
    )
    .describe('What counts most now, five at most'),
  kept: z.enum(TRACKING_CHOICES).describe('Unless full, what they do is not kept and the score says nothing'),
});
export type ContactEngagement = z.infer<typeof ContactEngagement>;

export const QuietContacts = z.object({
  rule: z.string().describe('Finds them in the list of contacts and can be made a segment'),
  count: z.int(),
  people: z
    .array(
      z.object({
        id: Id,
        name: z.string(),
        email: z.string().nullable(),
        received: z.int().describe('Messages that arrived in these days'),
        last_at: InstantText.nullable().describe('When a person last opened or clicked; null: never'),
      }),
    )
    .describe('Five of them'),
});
export type QuietContacts = z.infer<typeof QuietContacts>;

export const contacts = {
  list: needs('contact.read')
    .route({ method: 'GET', path: '/contacts', tags: ['Contacts'], summary: 'Find contacts' })
    .input(
      ContactFilter.extend({
        ...paging,
        offset: z.coerce.number().int().min(0).optional().describe('Jump to this row; cursor wins'),
        sort: ContactSort.default('newest'),
      }),
    )
    .output(pageOf(ContactRow)),
  searchState: needs('contact.read')
    .route({
      method: 'GET',
      path: '/contacts/search-state',
      tags: ['Contacts'],
      summary: 'How far the search has come',
    })
    .output(
      z.object({
        behind: z.boolean().describe('Very many contacts are new to the search; it may not find all of them yet'),
      }),
    ),
  quiet: needs('contact.read')
    .route({
      method: 'GET',
      path: '/contacts/quiet',
      tags: ['Contacts'],
      summary: 'Who gets messages and does nothing with them; changes nothing',
    })
    .input(
      z.object({
        kind: z
          .enum(QUIET_KINDS)
          .describe('never: nobody ever read; lapsed: somebody did before; hidden: machines only'),
        days: z.coerce.number().pipe(z.literal(QUIET_DAYS)).default(180),
      }),
    )
    .output(QuietContacts),
  get: needs('contact.read')
    .route({ method: 'GET', path: '/contacts/{id}', tags: ['Contacts'] })
    .input(byId)
    .output(Contact),
  create: needs('contact.write')
    .route({ method: 'POST', path: '/contacts', successStatus: 201, tags: ['Contacts'] })
    .input(
      ContactFields.partial().extend({
        list_ids: z.array(Id).max(100).default([]),
        tag_ids: z.array(Id).max(100).default([]),
      }),
    )
    .output(Contact),
  update: needs('contact.write')
    .route({ method: 'PUT', path: '/contacts/{id}', tags: ['Contacts'] })
    .input(ContactFields.partial().extend({ id: Id, revision: Revision }))
    .output(Contact),
  delete: needs('contact.write')
    .route({ method: 'DELETE', path: '/contacts/{id}', tags: ['Contacts'], summary: 'Move to the recycle bin' })
    .input(byId)
    .output(Done),
  restore: needs('contact.write')
    .route({
      method: 'POST',
      path: '/contacts/{id}/restore',
      tags: ['Contacts'],
      summary: 'Take back out of the recycle bin',
    })
    .input(byId)
    .output(Contact),
  erasure: needs('contact.erase')
    .route({
      method: 'GET',
      path: '/contacts/{id}/erasure',
      tags: ['Contacts'],
      summary: 'What erasing this person would take away, and what would stay',
    })
    .input(byId)
    .output(
      z.object({
        lists: z.int(),
        tags: z.int(),
        notes: z.int(),
        events: z.int(),
        facts: z.int(),
        consents: z.int(),
        deliveries: z.int().describe('Stay without the address, since reports count them'),
        hits: z.int(),
        suppressed: z.boolean().describe('The address gets no mail; that stays, by hash alone'),
        confirm: z.string().describe('What has to be typed'),
      }),
    ),
  erase: needs('contact.erase')
    .route({
      method: 'POST',
      path: '/contacts/{id}/erase',
      tags: ['Contacts'],
      summary: 'Erase one person for good; works in the recycle bin too',
    })
    .input(
      byId.extend({
        confirm: z.string().max(400).describe('The address, or the name where there is none'),
        block: z.boolean().default(false).describe('Never write to this address, should it come back'),
      }),
    )
    .output(Done),
  takeout: needs('contact.export')
    .route({
      method: 'GET',
      path: '/contacts/{id}/takeout',
      tags: ['Contacts'],
      summary: 'Everything known of one person, as a file',
    })
    .input(byId.extend({ format: z.enum(['json', 'html']).default('json') }))
    .output(z.file()),
  tracking: needs('contact.read')
    .route({
      method: 'GET',
      path: '/contacts/{id}/tracking',
      tags: ['Contacts'],
      summary: 'What is kept of opens and clicks',
    })
    .input(byId)
    .output(TrackingChoice),
  chooseTracking: needs('contact.write')
    .route({
      method: 'PUT',
      path: '/contacts/{id}/tracking',
      tags: ['Contacts'],
      summary: 'Choose what is kept from now on',
    })
    .input(TrackingChoice.extend({ id: Id }))
    .output(TrackingChoice),
  engagement: needs('contact.read')
    .route({
      method: 'GET',
      path: '/contacts/{id}/engagement',
      tags: ['Contacts'],
      summary: 'How much they do with what they get, and what says so',
    })
    .input(byId)
    .output(ContactEngagement),
  timeline: needs('contact.read')
    .route({
      method: 'GET',
      path: '/contacts/{id}/timeline',
      tags: ['Contacts'],
      summary: 'Everything that happened, newest first',
    })
    .input(byId.extend({ ...paging, kind: z.enum(TIMELINE_KINDS).optional() }))
    .output(z.object({ items: z.array(TimelineEntry), next_cursor: z.string().nullable() })),
};

export const RecipientList = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  subscribed: z.int(),
  unconfirmed: z.int(),
  unsubscribed: z.int(),
  is_public: z.boolean().describe('A topic that readers can choose on the preference page'),
  public_name: z.string().describe('What readers see instead of the name; empty: the name'),
  public_description: z.string(),
  double_opt_in: z.boolean().describe('Whoever joins is unconfirmed until they answer a mail'),
  confirm_sender_id: Id.nullable().describe('Who sends that mail; null: the default sender'),
  confirm_subject: z.string().describe('Empty: the built-in one, in the language of the reader'),
  confirm_body: z.string().describe('Markdown; empty: the built-in one, in the language of the reader'),
  created_at: InstantText,
  revision: Revision,
});
export type RecipientList = z.infer<typeof RecipientList>;

const ListFields = z.object({ name: text(120).min(1), description: text(2_000).default('') });
const ListSettings = z.object({
  is_public: z.boolean(),
  public_name: text(120),
  public_description: text(500),
  double_opt_in: z.boolean(),
  confirm_sender_id: Id.nullable(),
  confirm_subject: text(300),
  confirm_body: text(20_000),
});

export const lists = {
  list: needs('list.read')
    .route({ method: 'GET', path: '/recipient-lists', tags: ['Lists'] })
    .output(z.array(RecipientList)),
  get: needs('list.read')
    .route({ method: 'GET', path: '/recipient-lists/{id}', tags: ['Lists'] })
    .input(byId)
    .output(RecipientList),
  create: needs('list.write')
    .route({ method: 'POST', path: '/recipient-lists', successStatus: 201, tags: ['Lists'] })
    .input(ListFields)
    .output(RecipientList),
  update: needs('list.write')
    .route({ method: 'PUT', path: '/recipient-lists/{id}', tags: ['Lists'] })
    .input(ListFields.extend(ListSettings.shape).partial().extend({ id: Id, revision: Revision }))
    .output(RecipientList),
  delete: needs('list.write')
    .route({
      method: 'DELETE',
      path: '/recipient-lists/{id}',
      tags: ['Lists'],
      summary: 'Delete a list; its contacts stay',
    })
    .input(byId)
    .output(Done),
  addMembers: needs('list.write')
    .route({ method: 'POST', path: '/recipient-lists/{id}/recipients', tags: ['Lists'] })
    .input(byId.extend({ contact_ids: z.array(Id).min(1).max(1_000) }))
    .output(
      z.object({
        added: z.int(),
        kept_unsubscribed: z.int().describe('Had left this list and were not re-subscribed'),
      }),
    ),
  removeMember: needs('list.write')
    .route({ method: 'DELETE', path: '/recipient-lists/{id}/recipients/{contact_id}', tags: ['Lists'] })
    .input(byId.extend({ contact_id: Id }))
    .output(Done),
};
