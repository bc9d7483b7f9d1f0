import * as z from 'zod';
import { byId, Done, Id, InstantText, Revision } from './fields.ts';
import { OAuthFields, OAuthInput } from './oauth.contract.ts';
import { needs } from './procedure.ts';

export const InboxFields = z.object({
  name: z.string().trim().min(1).max(120),
  protocol: z.enum(['imap', 'pop3']),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/, 'Use a host name or address, without http://.'),
  port: z.int().min(1).max(65_535),
  security: z.enum(['none', 'starttls', 'tls']),
  username: z.string().min(1).max(320),
  folder: z.string().trim().min(1).max(255).default('INBOX'),
  address: z.string().trim().min(3).max(254).describe('Where mail to this mailbox is addressed'),
  plus_addressing: z
    .boolean()
    .default(false)
    .describe('Mail to address+anything arrives here too, so that each message has a return path of its own'),
  afterwards: z
    .enum(['keep', 'mark', 'move', 'delete'])
    .default('mark')
    .describe('What becomes of mail that was understood; any other is left as it is'),
  done_folder: z.string().trim().min(1).max(255).default('Herald'),
  is_active: z.boolean().default(true),
  sender_ids: z.array(Id).max(100).default([]).describe('Senders whose bounces come here'),
});

export const Inbox = InboxFields.extend({
  id: Id,
  has_password: z.boolean(),
  oauth: OAuthFields.nullable().describe('Signs in with tokens instead of the password; IMAP only'),
  checked_at: InstantText.nullable().describe('When it was read last'),
  trouble: z.string().nullable().describe("Why it could not be read the last time, in the server's words"),
  mails_read: z.int(),
  created_at: InstantText,
  revision: Revision,
});
export type Inbox = z.infer<typeof Inbox>;

const password = z.string().max(1_000).optional().describe('Kept sealed; never answered');

export const inboxes = {
  list: needs('sender.read')
    .route({ method: 'GET', path: '/inboxes', tags: ['Inboxes'], summary: 'Mailboxes read for what comes back' })
    .output(z.array(Inbox)),
  create: needs('sender.write')
    .route({ method: 'POST', path: '/inboxes', successStatus: 201, tags: ['Inboxes'] })
    .input(InboxFields.extend({ password, oauth: OAuthInput }))
    .output(Inbox),
  update: needs('sender.write')
    .route({ method: 'PUT', path: '/inboxes/{id}', tags: ['Inboxes'] })
    .input(InboxFields.extend({ password, oauth: OAuthInput }).partial().extend({ id: Id, revision: Revision }))
    .output(Inbox),
  delete: needs('sender.write')
    .route({ method: 'DELETE', path: '/inboxes/{id}', tags: ['Inboxes'] })
    .input(byId)
    .output(Done),
  test: needs('sender.write')
    .route({
      method: 'POST',
      path: '/inboxes/{id}/test',
      tags: ['Inboxes'],
      summary: 'Open the mailbox and show what the server said; changes nothing',
    })
    .input(byId)
    .output(z.object({ ok: z.boolean(), said: z.string(), mails: z.int().nullable() })),
  read: needs('sender.write')
    .route({ method: 'POST', path: '/inboxes/{id}/read', tags: ['Inboxes'], summary: 'Read it now' })
    .input(byId)
    .output(Done),
};
