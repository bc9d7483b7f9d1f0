import * as z from 'zod';
import { PAGE_LANGUAGES } from '#shared/domain/consent/page-language.ts';
import { ACCENT } from '#shared/domain/consent/public-look.ts';
import { byId, Id, InstantText, Revision } from './fields.ts';
import { needs } from './procedure.ts';

const text = (max: number) => z.string().trim().max(max);
const secureAddress = z
  .url({ protocol: /^https$/ })
  .max(500)
  .nullable();

const PageLanguage = z.enum(PAGE_LANGUAGES);

export const FormField = z.object({
  name: z.string().regex(/^([a-z_]+|attributes\.[a-z][a-z0-9_]*)$/, 'Use a field of contacts.'),
  label: text(120),
  required: z.boolean(),
});

export const FormDraft = z.object({
  is_open: z.boolean().describe('A closed form takes nobody and says so'),
  title: text(200),
  intro: text(2_000),
  button: text(60),
  fields: z.array(FormField).max(30),
  consent: text(2_000).describe('What people agree to; each change is kept as a new version'),
  thanks_title: text(200),
  thanks: text(2_000),
  redirect_url: secureAddress.describe('Where people go afterwards instead of the thank-you page; https only'),
});
export type FormDraft = z.infer<typeof FormDraft>;

export const SignupForm = FormDraft.extend({
  id: Id,
  list_id: Id,
  consent_version: z.int(),
  address: z.string().describe('Where the form answers'),
  frame_address: z.string().describe('The same to be shown in a frame of another site'),
  reachable: z.boolean().describe('False while only this machine or network can open that address'),
  snippets: z.object({ html: z.string(), iframe: z.string() }),
  created_at: InstantText,
  revision: Revision,
});
export type SignupForm = z.infer<typeof SignupForm>;

export const FormDay = z.object({
  day: z.string().describe('YYYY-MM-DD in the organization’s time zone'),
  submitted: z.int(),
  confirmed: z.int(),
  bot: z.int().describe('Thrown away: filled in by a program'),
});

export const PublicLook = z.object({
  accent: z.string().regex(ACCENT, 'Use a colour such as #4338ca.'),
  footer: text(300),
  privacy_url: secureAddress,
  revision: Revision,
});
export type PublicLook = z.infer<typeof PublicLook>;

export const ConfirmationMail = z.object({ subject: text(300), body: text(20_000) });

export const forms = {
  get: needs('list.read')
    .route({
      method: 'GET',
      path: '/recipient-lists/{id}/form',
      tags: ['Forms'],
      summary: 'The sign-up form of a list',
    })
    .input(byId)
    .output(SignupForm.nullable()),
  save: needs('list.write')
    .route({ method: 'PUT', path: '/recipient-lists/{id}/form', tags: ['Forms'], summary: 'Make or change the form' })
    .input(FormDraft.extend({ id: Id, revision: Revision.nullable().describe('null where there is none yet') }))
    .output(SignupForm),
  preview: needs('list.read')
    .route({ method: 'POST', path: '/recipient-lists/{id}/form/preview', tags: ['Forms'] })
    .input(
      z.object({
        id: Id,
        draft: FormDraft,
        look: PublicLook.omit({ revision: true }).optional(),
        language: PageLanguage,
        page: z.enum(['form', 'thanks']),
      }),
    )
    .output(z.object({ html: z.string() })),
  days: needs('list.read')
    .route({
      method: 'GET',
      path: '/recipient-lists/{id}/form/days',
      tags: ['Forms'],
      summary: 'Posts of the form by day',
    })
    .input(byId.extend({ days: z.coerce.number().int().min(1).max(366).default(30) }))
    .output(z.array(FormDay)),
  look: needs('list.read')
    .route({ method: 'GET', path: '/public-pages', tags: ['Forms'], summary: 'What all public pages have in common' })
    .output(PublicLook),
  changeLook: needs('list.write')
    .route({ method: 'PUT', path: '/public-pages', tags: ['Forms'] })
    .input(PublicLook)
    .output(PublicLook),
};

export const Consent = z.object({
  id: Id,
  list_id: Id.nullable(),
  list: z.string(),
  state: z.enum(['waiting', 'expired', 'given', 'withdrawn']),
  source: z.enum(['form', 'user', 'preferences']),
  wording: z.string().describe('As it was shown'),
  wording_version: z.int().nullable(),
  language: z.string(),
  email: z.string(),
  asked_at: InstantText,
  asked_ip: z.string(),
  asked_agent: z.string(),
  expires_at: InstantText.nullable(),
  mails: z.int().describe('Confirmation mails sent'),
  mailed_at: InstantText.nullable(),
  problem: z.string().nullable().describe('Why no mail went out, in words'),
  given_at: InstantText.nullable(),
  given_ip: z.string(),
  given_agent: z.string(),
  withdrawn_at: InstantText.nullable(),
});
export type Consent = z.infer<typeof Consent>;

export const Asking = z.object({
  id: Id,
  list: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  problem: z.string().nullable(),
  total: z.int().describe('How many could be asked when it began'),
  asked: z.int(),
  created_at: InstantText,
  finished_at: InstantText.nullable(),
});
export type Asking = z.infer<typeof Asking>;

export const Unconfirmed = z.object({
  unconfirmed: z.int(),
  askable: z.int().describe('Of those, how many could be asked by mail now'),
  asked_lately: z.int(),
  suppressed: z.int(),
  without_address: z.int(),
  again_after_days: z.int().describe('Nobody is asked again within so many days'),
  per_minute: z.int().describe('So many are asked a minute, by the limits of the sender'),
  obstacle: z.string().nullable().describe('Why nobody can be asked, in words'),
  last: Asking.nullable().describe('The last time that the list was asked as a whole'),
});
export type Unconfirmed = z.infer<typeof Unconfirmed>;

export const consents = {
  ofContact: needs('contact.read')
    .route({ method: 'GET', path: '/contacts/{id}/consents', tags: ['Consents'], summary: 'Proofs and preferences' })
    .input(byId)
    .output(
      z.object({
        consents: z.array(Consent),
        paused_until: InstantText.nullable(),
        frequency: z.enum(['all', 'weekly', 'monthly']),
      }),
    ),
  ask: needs('contact.write')
    .route({
      method: 'POST',
      path: '/contacts/{id}/consents',
      tags: ['Consents'],
      summary: 'Send a mail in which the contact confirms a list',
    })
    .input(byId.extend({ list_id: Id }))
    .output(z.object({ sent_to: z.string() })),
  unconfirmed: needs('list.read')
    .route({
      method: 'GET',
      path: '/recipient-lists/{id}/unconfirmed',
      tags: ['Consents'],
      summary: 'How many of a list have not confirmed, and could be asked',
    })
    .input(byId)
    .output(Unconfirmed),
  askList: needs('contact.write')
    .route({
      method: 'POST',
      path: '/recipient-lists/{id}/ask',
      successStatus: 202,
      tags: ['Consents'],
      summary: 'Ask everybody of a list who has not confirmed, by mail and at the pace of the sender',
    })
    .input(byId)
    .output(Asking),
  cancelAsking: needs('contact.write')
    .route({ method: 'POST', path: '/consent-rounds/{id}/cancel', tags: ['Consents'] })
    .input(byId)
    .output(Asking),
  previewMail: needs('list.read')
    .route({ method: 'POST', path: '/recipient-lists/{id}/confirmation/preview', tags: ['Consents'] })
    .input(ConfirmationMail.extend({ id: Id, language: PageLanguage }))
    .output(
      z.object({
        subject: z.string(),
        html: z.string(),
        text: z.string(),
        problem: z.string().nullable(),
        standard: ConfirmationMail.describe('The built-in mail in this language'),
      }),
    ),
};
