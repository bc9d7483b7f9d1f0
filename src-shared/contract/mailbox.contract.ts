import * as z from 'zod';
import { Done, InstantText, Nothing, pageOf, paging } from './fields.ts';
import { needs } from './procedure.ts';

export const MailboxRow = z.object({
  id: z.int(),
  at: InstantText,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  snippet: z.string(),
  bytes: z.int(),
  read: z.boolean(),
});
export type MailboxRow = z.infer<typeof MailboxRow>;

export const MailboxMessage = MailboxRow.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  html: z.string().nullable(),
  text: z.string().nullable(),
  attachments: z.array(z.object({ filename: z.string(), type: z.string(), bytes: z.int() })),
  source: z.string().describe('The message as it came in; cut after 1 MB'),
});
export type MailboxMessage = z.infer<typeof MailboxMessage>;

const byNumber = z.object({ id: z.coerce.number().int().min(1) });

export const mailbox = {
  list: needs('mailbox.read')
    .route({ method: 'GET', path: '/test-mailbox', tags: ['Test mailbox'] })
    .input(z.object({ ...paging, search: z.string().trim().max(200).optional() }))
    .output(pageOf(MailboxRow).extend({ unread: z.int() })),
  get: needs('mailbox.read')
    .route({ method: 'GET', path: '/test-mailbox/{id}', tags: ['Test mailbox'], summary: 'Read one; marks it as read' })
    .input(byNumber)
    .output(MailboxMessage),
  delete: needs('mailbox.write')
    .route({ method: 'DELETE', path: '/test-mailbox/{id}', tags: ['Test mailbox'] })
    .input(byNumber)
    .output(Done),
  clear: needs('mailbox.write')
    .route({ method: 'POST', path: '/test-mailbox/clear', tags: ['Test mailbox'], summary: 'Throw everything away' })
    .input(Nothing)
    .output(Done),
};
