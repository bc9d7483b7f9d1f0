import * as z from 'zod';
import { CHANNELS } from '#shared/domain/channel/channel.ts';
import { PROVIDER_NAMES } from '#shared/domain/channel/provider-catalog.ts';
import { byId, Done, Id, InstantText, Revision } from './fields.ts';
import { OAuthFields, OAuthInput } from './oauth.contract.ts';
import { needs } from './procedure.ts';

const limit = z.int().min(1).max(10_000_000).nullable().describe('null: no limit');

/** How many messages this sender may hand over in each span of time. */
export const RateLimits = z.object({ per_second: limit, per_minute: limit, per_hour: limit, per_day: limit });
export type RateLimits = z.infer<typeof RateLimits>;

/** A new server is trusted with little at first: so much on the first day, more on each that follows. */
export const WarmUp = z.object({
  start_on: z.iso.date().describe("First day, on the organization's calendar"),
  first_day: z.int().min(1).max(10_000_000),
  growth_percent: z.number().min(0).max(500).describe('How much more each day than on the one before'),
  ceiling: z.int().min(1).max(10_000_000).describe('It stays at so many a day'),
});

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[A-Za-z0-9.:_-]*$/, 'Use a host name or address, without http://.');

export const SenderFields = z.object({
  name: z.string().trim().min(1).max(120),
  from_name: z.string().trim().max(120),
  from_email: z.string().trim().max(254).describe('Of senders of email'),
  reply_to: z.string().trim().max(254).nullable(),
  host: host.describe('Of senders that are mail servers, as are port, security, username and password'),
  port: z.int().min(0).max(65_535),
  security: z.enum(['none', 'starttls', 'tls']),
  username: z.string().max(320).nullable(),
  settings: z
    .record(z.string().max(60), z.string().trim().max(2_000))
    .describe('What a service has to be told, by name; senders/providers lists the names'),
  max_connections: z.int().min(1).max(100),
  rate: RateLimits,
  warm_up: WarmUp.nullable(),
  failover_id: Id.nullable().describe(
    'Who sends under its own name while this one is paused or its server takes nothing',
  ),
});

export const Sender = SenderFields.extend({
  id: Id,
  provider: z.enum(PROVIDER_NAMES),
  channel: z.enum(CHANNELS),
  has_password: z.boolean(),
  oauth: OAuthFields.nullable().describe('Signs in with tokens instead of the password'),
  report_url: z
    .string()
    .nullable()
    .describe("Where its service can tell what became of messages; null: it can't, or the public address is not set"),
  kept_secrets: z.array(z.string()).describe('Names of the secrets that are kept'),
  is_default: z.boolean(),
  sent_last_day: z.int().nullable().describe('Handed over in the last 24 hours; told while it is warmed up'),
  paused_reason: z.string().nullable().describe('Why nothing is sent through it now, in words'),
  paused_at: InstantText.nullable(),
  created_at: InstantText,
  revision: Revision,
});
export type Sender = z.infer<typeof Sender>;

const password = z.string().max(1_000).nullable().optional().describe('Kept sealed; never answered. null removes it');

const secrets = z
  .record(z.string().max(60), z.string().max(20_000).nullable())
  .optional()
  .describe('Kept sealed; never answered. One that is not mentioned stays, null removes it');

export const Provider = z.object({
  name: z.enum(PROVIDER_NAMES),
  channel: z.enum(CHANNELS),
  server: z.boolean().describe('Is a mail server: host, port, security, username and password'),
  built_in: z.boolean().describe("Can't be added or removed"),
  reports: z.boolean().describe('Tells Herald what became of messages'),
  per_second: z.int().nullable().describe('How many a second an ordinary account may send'),
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z
        .enum(['text', 'secret', 'choice', 'choices'])
        .describe('Secrets go into `secrets`, all others into `settings`; of choices several, with spaces between'),
      required: z.boolean(),
      example: z.string().optional(),
      choices: z.array(z.string()).optional(),
    }),
  ),
});
export type Provider = z.infer<typeof Provider>;

export const senders = {
  providers: needs('sender.read')
    .route({
      method: 'GET',
      path: '/senders/providers',
      tags: ['Senders'],
      summary: 'The services that a sender can use, and what each has to be told',
    })
    .output(z.array(Provider)),
  list: needs('sender.read')
    .route({ method: 'GET', path: '/senders', tags: ['Senders'] })
    .output(z.array(Sender)),
  get: needs('sender.read')
    .route({ method: 'GET', path: '/senders/{id}', tags: ['Senders'] })
    .input(byId)
    .output(Sender),
  create: needs('sender.write')
    .route({ method: 'POST', path: '/senders', successStatus: 201, tags: ['Senders'] })
    .input(
      SenderFields.extend({
        password,
        oauth: OAuthInput,
        secrets,
        provider: z.enum(PROVIDER_NAMES).default('smtp'),
      }).partial({
        from_name: true,
        from_email: true,
        reply_to: true,
        host: true,
        port: true,
        security: true,
        username: true,
        settings: true,
        max_connections: true,
        rate: true,
        warm_up: true,
        failover_id: true,
      }),
    )
    .output(Sender),
  update: needs('sender.write')
    .route({
      method: 'PUT',
      path: '/senders/{id}',
      tags: ['Senders'],
      summary: 'Change a sender; limits apply at once, also to a running send',
    })
    .input(
      SenderFields.extend({ password, oauth: OAuthInput, secrets }).partial().extend({ id: Id, revision: Revision }),
    )
    .output(Sender),
  delete: needs('sender.write')
    .route({ method: 'DELETE', path: '/senders/{id}', tags: ['Senders'] })
    .input(byId)
    .output(Done),
  makeDefault: needs('sender.write')
    .route({ method: 'POST', path: '/senders/{id}/default', tags: ['Senders'] })
    .input(byId)
    .output(Sender),
  pause: needs('sender.write')
    .route({
      method: 'POST',
      path: '/senders/{id}/pause',
      tags: ['Senders'],
      summary: 'Send nothing through it for now',
    })
    .input(byId)
    .output(Sender),
  resume: needs('sender.write')
    .route({ method: 'POST', path: '/senders/{id}/resume', tags: ['Senders'], summary: 'Lift a pause' })
    .input(byId)
    .output(Sender),
  test: needs('sender.write')
    .route({
      method: 'POST',
      path: '/senders/{id}/test',
      tags: ['Senders'],
      summary: 'Send one test message and show what the server said',
    })
    .input(byId.extend({ to: z.string().trim().max(4_000).default('').describe('A chat needs none') }))
    .output(z.object({ ok: z.boolean(), said: z.string().describe("The server's answer, word for word") })),
};
