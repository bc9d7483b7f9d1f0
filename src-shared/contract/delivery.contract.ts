import * as z from 'zod';
import { Id, InstantText } from './fields.ts';

export const DeliveryState = z.enum([
  'queued',
  'claimed',
  'in_data',
  'accepted',
  'deferred',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
  'bounced',
  'complained',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Delivery = z.object({
  id: z.string(),
  contact_id: Id.nullable(),
  address: z.string(),
  name: z.string(),
  state: DeliveryState,
  reason: z.string().describe('What happened and why, in words'),
  code: z.string().nullable().describe('Skip reason or SMTP code'),
  response: z.string().nullable().describe("The server's answer, word for word"),
  attempts: z.int(),
  next_at: InstantText.nullable(),
  changed_at: InstantText,
  opened: z.int().describe('How often, by anybody'),
  clicked: z.int(),
  opened_human: z.int().describe('How often by a person'),
  clicked_human: z.int(),
  unsubscribed: z.boolean(),
});
export type Delivery = z.infer<typeof Delivery>;

/** What recipients did, people alone unless it says machines; and how it ended: `sent` whatever came back, `not_arrived` failed or came back. */
export const DEEDS = [
  'opened',
  'clicked',
  'unsubscribed',
  'not_opened',
  'machine_opened',
  'machine_clicked',
  'sent',
  'not_arrived',
] as const;

export const DeliveryFilter = z.object({
  id: Id,
  state: DeliveryState.optional(),
  did: z.enum(DEEDS).optional(),
  domain: z.string().trim().max(255).optional().describe('Of the address'),
  country: z.string().trim().max(100).optional().describe('Of the contact'),
  link: z.coerce.number().int().min(0).max(99_999).optional().describe('Who followed this link; people alone'),
  search: z.string().trim().max(200).optional(),
});
