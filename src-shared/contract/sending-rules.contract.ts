import * as z from 'zod';
import { Revision } from './fields.ts';
import { needs } from './procedure.ts';
import { RateLimits } from './sender.contract.ts';

const limit = z.int().min(1).max(100_000).nullable().describe('null: no limit');

export const DomainRule = z.object({
  name: z.string().trim().min(1).max(80),
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Use a domain such as example.com, without the @.'),
    )
    .min(1)
    .max(100),
  connections: limit.describe('Messages under way to it at a time'),
  per_second: limit,
  per_minute: limit,
});

export type DomainRule = z.infer<typeof DomainRule>;

/** What holds for everything that leaves, whichever sender it goes through. */
export const SendingRules = z.object({
  undo_seconds: z.int().min(0).max(600).describe('So long a send can be taken back; 0: it begins at once'),
  rate: RateLimits.describe('All senders together'),
  domains: z.array(DomainRule).max(200).describe('What mailbox providers take, all senders together'),
  domains_are_own: z.boolean().describe('False: they are as Herald knows them'),
  revision: Revision,
});
export type SendingRules = z.infer<typeof SendingRules>;

const route = (method: 'GET' | 'PUT', summary: string) => ({
  method,
  path: '/rate-limits' as const,
  tags: ['Senders'],
  summary,
});

export const sendingRules = {
  get: needs('sender.read').route(route('GET', 'What holds for all senders together')).output(SendingRules),
  update: needs('sender.write')
    .route(route('PUT', 'Change it; it applies at once, also to a running send'))
    .input(
      SendingRules.omit({ domains_are_own: true })
        .extend({ domains: SendingRules.shape.domains.nullable().describe('null: as Herald knows them') })
        .partial()
        .required({ revision: true }),
    )
    .output(SendingRules),
};
