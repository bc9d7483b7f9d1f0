import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { InstantText } from './fields.ts';
import { needs } from './procedure.ts';

/**
 * What comes over the one live stream. Each event has the id `epoch:seq`; a client that comes back with the last id it
 * saw gets what it missed, or one `reset` when that is no longer known: then it fetches afresh.
 */
export const StreamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), at: InstantText }),
  z.object({ type: z.literal('reset'), at: InstantText }),
  z.object({
    type: z.literal('changed'),
    at: InstantText,
    topics: z.array(z.string()).describe('What to fetch again: see domain/change-topic.ts'),
  }),
  z.object({
    type: z.literal('metrics'),
    at: InstantText,
    scope: z.string().describe('`campaign:<id>` or `home`'),
    from: z.int().describe('The version these values follow; anything else means: fetch a snapshot'),
    to: z.int(),
    values: z.record(z.string(), z.number()).describe('Absolute values of what changed'),
  }),
  z.object({ type: z.literal('signed_out'), at: InstantText, why: z.enum(['revoked', 'expired']) }),
]);
export type StreamEvent = z.infer<typeof StreamEvent>;

export const stream = {
  watch: needs('stream.watch')
    .route({
      method: 'GET',
      path: '/stream',
      tags: ['Stream'],
      summary: 'Server-sent events, resumable by Last-Event-ID',
    })
    .output(eventIterator(StreamEvent)),
};
