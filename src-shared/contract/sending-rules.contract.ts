import * as z from 'zod';
import { Revision } from './fields.ts';
import { needs } from './procedure.ts';
import { RateLimits } from './sender.contract.ts';

/** What holds for everything that leaves, whichever sender it goes through. */
export const SendingRules = z.object({
  undo_seconds: z.int().min(0).max(600).describe('So long a send can be taken back; 0: it begins at once'),
  rate: RateLimits.describe('All senders together'),
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
    .input(SendingRules.partial().required({ revision: true }))
    .output(SendingRules),
};
