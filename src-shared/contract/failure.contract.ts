import * as z from 'zod';
import { FAILURE_CAUSES } from '#shared/domain/delivery/failure-cause.ts';
import { Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const FailureCause = z.enum(FAILURE_CAUSES);

export const FailureGroup = z.object({
  cause: FailureCause,
  count: z.int(),
  campaigns: z.int().describe('In how many campaigns'),
  latest_at: InstantText,
  example: z.string().nullable().describe('What a server said to the latest of them, word for word'),
});
export type FailureGroup = z.infer<typeof FailureGroup>;

export const Failure = z.object({
  id: z.string(),
  campaign_id: Id,
  campaign_name: z.string(),
  contact_id: Id.nullable(),
  address: z.string(),
  cause: FailureCause,
  reason: z.string().describe('What happened and why, in words'),
  response: z.string().nullable(),
  attempts: z.int(),
  failed_at: InstantText,
});
export type Failure = z.infer<typeof Failure>;

const choice = {
  cause: FailureCause.optional(),
  campaign_id: Id.optional(),
};
const Choice = z.object({
  ...choice,
  ids: z
    .array(z.string().regex(/^\d{1,15}$/))
    .min(1)
    .max(1_000)
    .optional(),
});

const route = (method: 'GET' | 'POST', path: string, summary: string) => ({
  method,
  path: `/failures${path}` as const,
  tags: ['Campaigns'],
  summary,
});

/** Messages that failed in any campaign and that nobody has dealt with. */
export const failures = {
  groups: needs('delivery.read')
    .route(route('GET', '', 'What failed, by cause'))
    .output(
      z.object({
        groups: z.array(FailureGroup),
        in_doubt: z
          .array(z.object({ id: Id, name: z.string(), count: z.int() }))
          .describe('Campaigns with messages that may or may not have been delivered'),
      }),
    ),
  list: needs('delivery.read')
    .route(route('GET', '/deliveries', 'The messages themselves, newest first'))
    .input(z.object({ ...choice, ...paging }))
    .output(pageOf(Failure)),
  retry: needs('campaign.send')
    .route(route('POST', '/retry', 'Try again, at the address that the contact has now'))
    .input(Choice)
    .output(
      z.object({
        queued: z.int(),
        left: z.int().describe('Cannot be tried: their campaign was cancelled, or there is no address'),
      }),
    ),
  discard: needs('campaign.send')
    .route(route('POST', '/discard', 'Take them off this list; in their campaigns they stay failed'))
    .input(Choice)
    .output(z.object({ discarded: z.int() })),
};
