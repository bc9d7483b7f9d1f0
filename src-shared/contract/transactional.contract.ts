import * as z from 'zod';
import { DeliveryState } from './delivery.contract.ts';
import { byId, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const TransactionalMessage = z.object({
  id: Id,
  to: z.string(),
  subject: z.string().describe('As it was filled in'),
  sender: z.string().describe('Name of the sender it goes through'),
  state: DeliveryState,
  reason: z.string().describe('What happened and why, in words'),
  code: z.string().nullable().describe('Skip reason or SMTP code'),
  response: z.string().nullable().describe("The server's answer, word for word"),
  attempts: z.int(),
  next_at: InstantText.nullable(),
  changed_at: InstantText,
  created_at: InstantText,
  contact_id: Id.nullable(),
  created_by: z.string().nullable().describe('Name of the person whose key or session asked for it'),
  message_id: z.string().describe('The same at each try'),
});
export type TransactionalMessage = z.infer<typeof TransactionalMessage>;

export const TransactionalRecord = TransactionalMessage.extend({
  from: z.string(),
  html: z.string(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type TransactionalRecord = z.infer<typeof TransactionalRecord>;

const body = z.string().min(1).max(1_000_000);

export const transactional = {
  sendEmail: needs('transactional.send')
    .route({
      method: 'POST',
      path: '/transactional/email',
      successStatus: 202,
      tags: ['Transactional'],
      summary: 'Send one message to one person, before all campaigns',
      description:
        'Answered once it is on the disk: from then on it is not lost. It is tried for five days. Give an Idempotency-Key, and a ' +
        'repeated request is answered with the same message. Addresses that bounced, complained or are blocked get nothing ' +
        '(state "skipped"); whoever has unsubscribed from campaigns still gets it. Nothing in it is tracked.',
    })
    .input(
      z.object({
        to: z.string().trim().min(3).max(320),
        sender_id: Id.optional().describe('Without it: the default sender'),
        campaign_id: Id.optional().describe('Take the content of this campaign as it is now'),
        template: z.string().max(80).optional().describe('Take the content of the template with this key'),
        language: z.string().max(35).optional().describe('Of the template; without it the language of the contact'),
        subject: z
          .string()
          .max(998)
          .optional()
          .describe('Liquid; needed unless campaign_id or template is given, whose subject it replaces'),
        preheader: z.string().max(998).optional(),
        html: body.optional().describe('Liquid'),
        markdown: body.optional().describe('Liquid'),
        data: z
          .record(z.string().max(100), z.unknown())
          .default({})
          .describe('What the text may name, besides the fields of the contact'),
      }),
    )
    .output(TransactionalMessage),
  list: needs('transactional.read')
    .route({ method: 'GET', path: '/transactional', tags: ['Transactional'], summary: 'What was sent, newest first' })
    .input(
      z.object({
        ...paging,
        state: DeliveryState.optional(),
        search: z.string().trim().max(200).optional().describe('Part of an address or subject'),
      }),
    )
    .output(pageOf(TransactionalMessage)),
  get: needs('transactional.read')
    .route({ method: 'GET', path: '/transactional/{id}', tags: ['Transactional'] })
    .input(byId)
    .output(TransactionalRecord),
};
