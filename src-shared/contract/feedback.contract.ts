import * as z from 'zod';
import { FEEDBACK_EFFECTS } from '#shared/domain/feedback/feedback-effect.ts';
import { FEEDBACK_KINDS } from '#shared/domain/feedback/feedback-report.ts';
import { byId, Id, InstantText, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const FeedbackLine = z.object({
  id: z.string(),
  recipient: z.string().nullable(),
  contact_id: Id.nullable(),
  contact_name: z.string().nullable(),
  campaign_id: Id.nullable(),
  campaign: z.string().nullable(),
  class: z.enum(['hard', 'soft', 'none']).describe('hard: the address is bad'),
  reason: z.string().nullable(),
  status: z.string().nullable().describe('Enhanced status code, for example 5.1.1'),
  said: z.string().nullable().describe("The server's words"),
  effect: z.enum(FEEDBACK_EFFECTS).describe('What followed for the delivery'),
  suppressed: z.boolean().describe('The address gets nothing because of this'),
  undone_at: InstantText.nullable(),
});

export const FeedbackEntry = z.object({
  id: Id,
  at: InstantText,
  source: z.string().describe('inbox:<id>, provider:<name> or smtp'),
  kind: z.enum(FEEDBACK_KINDS),
  from: z.string().nullable(),
  subject: z.string(),
  has_raw: z.boolean(),
  can_undo: z.boolean(),
  lines: z.array(FeedbackLine),
});
export type FeedbackEntry = z.infer<typeof FeedbackEntry>;

const Detail = FeedbackEntry.extend({ raw: z.string().nullable().describe('The mail or message as it came') });

export const feedback = {
  list: needs('feedback.read')
    .route({ method: 'GET', path: '/feedback', tags: ['Feedback'], summary: 'What came back, newest first' })
    .input(
      z.object({
        ...paging,
        kind: z.enum(FEEDBACK_KINDS).optional(),
        matched: z
          .union([z.boolean(), z.stringbool()])
          .optional()
          .describe('Only what is about something that was sent'),
        delivery_id: z.string().max(20).regex(/^\d+$/).optional().describe('Only what is about this delivery'),
      }),
    )
    .output(pageOf(FeedbackEntry)),
  get: needs('feedback.read')
    .route({ method: 'GET', path: '/feedback/{id}', tags: ['Feedback'], summary: 'One report, as it came' })
    .input(byId)
    .output(Detail),
  undo: needs('feedback.undo')
    .route({
      method: 'POST',
      path: '/feedback/{id}/undo',
      tags: ['Feedback'],
      summary: 'Take back what followed from a report',
    })
    .input(byId)
    .output(Detail),
};
