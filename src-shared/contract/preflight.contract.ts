import * as z from 'zod';
import { BLOCK_KIND_NAMES } from '#shared/domain/design/design.ts';
import { FINDING_CODES, FINDING_LEVELS } from '#shared/domain/preflight/finding.ts';
import { byId, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const PreflightFinding = z.object({
  key: z.string().describe('Names it within its preflight'),
  code: z.enum(FINDING_CODES),
  level: z.enum(FINDING_LEVELS).describe('error: it is not sent like this; warning: somebody should say that it may'),
  count: z.int().nullable().describe('How many recipients it concerns; null: the message as a whole'),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  place: z
    .object({
      part: z.enum(['subject', 'preheader', 'body']),
      line: z.int().nullable(),
      column: z.int().nullable(),
      block: z
        .object({ id: z.string(), kind: z.enum(BLOCK_KIND_NAMES), words: z.string() })
        .optional()
        .describe('In a mail made of blocks: the block, with its first words'),
    })
    .nullable(),
  says: z.string().describe('The finding in words'),
});
export type PreflightFinding = z.infer<typeof PreflightFinding>;

export const Preflight = z.object({
  state: z.enum(['never', 'running', 'done', 'cancelled', 'failed']),
  stale: z.boolean().describe('The content or the audience have changed since'),
  total: z.int().nullable().describe('Recipients; null until they are counted'),
  checked: z.int(),
  findings: z.array(PreflightFinding),
  reason: z.string().nullable().describe('Why it failed, in words'),
  started_at: InstantText.nullable(),
  finished_at: InstantText.nullable(),
});
export type Preflight = z.infer<typeof Preflight>;

const route = (method: 'GET' | 'POST', path: string, summary: string) => ({
  method,
  path: `/campaigns/{id}/preflight${path}` as const,
  tags: ['Campaigns'],
  summary,
});

export const preflight = {
  get: needs('campaign.read')
    .route(route('GET', '', 'What the last look at the message found'))
    .input(byId)
    .output(Preflight),
  start: needs('campaign.write')
    .route(route('POST', '', 'Look at what every recipient would get'))
    .input(byId)
    .output(Preflight),
  cancel: needs('campaign.write')
    .route(route('POST', '/cancel', 'Stop looking'))
    .input(byId)
    .output(Preflight),
  contacts: needs('contact.read')
    .route(route('GET', '/contacts', 'Whom a finding concerns; at most a thousand of them are kept'))
    .input(z.object({ id: Id, finding: z.string().min(1).max(2_000), ...paging }))
    .output(pageOf(z.object({ id: Id, name: z.string(), email: z.string().nullable() }))),
};
