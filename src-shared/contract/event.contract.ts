import * as z from 'zod';
import { EVENTS_AT_ONCE } from '#shared/domain/event/event-input.ts';
import { Id, InstantText } from './fields.ts';
import { needs } from './procedure.ts';

export { EVENTS_AT_ONCE };

/** One event. Whether it makes sense is said for each in the answer; the rules are in domain/event/event-input.ts. */
export const EventToRecord = z.looseObject({
  name: z.unknown().optional().meta({ type: 'string', description: 'What happened, for example purchase' }),
  contact_id: z.unknown().optional().meta({ type: 'string', description: 'Whom it is about: the id here,' }),
  email: z.unknown().optional().meta({ type: 'string', description: 'or the email address,' }),
  external_id: z.unknown().optional().meta({ type: 'string', description: 'or the id in your own system' }),
  create_contact: z.unknown().optional().meta({
    type: 'boolean',
    description: 'Make a contact where nobody has this email address or external id; otherwise that is refused',
  }),
  at: z
    .unknown()
    .optional()
    .meta({ type: 'string', format: 'date-time', description: 'When it happened; now if left out' }),
  data: z
    .unknown()
    .optional()
    .meta({
      type: 'object',
      description: 'Texts, numbers, true and false by name; a purchase has amount and currency',
      additionalProperties: { type: ['string', 'number', 'boolean'] },
    }),
  key: z
    .unknown()
    .optional()
    .meta({ type: 'string', description: 'Your own name for this event: told twice, it counts once' }),
});

export const EventResult = z.object({
  status: z.enum(['recorded', 'known', 'refused']).describe('known: an event with this key was recorded before'),
  contact_id: Id.nullable(),
  field: z.string().optional().describe('Which field is at fault, where it was refused'),
  message: z.string().optional(),
});
export type EventResult = z.infer<typeof EventResult>;

export const EventName = z.object({
  name: z.string(),
  events: z.int().describe('How often it has happened'),
  last_at: InstantText.nullable(),
});
export type EventName = z.infer<typeof EventName>;

export const events = {
  record: needs('event.write')
    .route({
      method: 'POST',
      path: '/events',
      tags: ['Events'],
      summary: `Tell what contacts did: one event, or up to ${EVENTS_AT_ONCE} as {"events": [...]}`,
    })
    .input(z.union([z.object({ events: z.array(EventToRecord).min(1).max(EVENTS_AT_ONCE) }), EventToRecord]))
    .output(
      z.object({
        recorded: z.int(),
        known: z.int(),
        refused: z.int(),
        results: z.array(EventResult).describe('One for each event, in their order'),
      }),
    ),
  names: needs('event.read')
    .route({ method: 'GET', path: '/events/names', tags: ['Events'], summary: 'What has been told, and how often' })
    .output(z.array(EventName)),
};
