import * as z from 'zod';
import { FINDING_PROBLEMS, FINDING_STATES } from '#shared/domain/sending/domain-findings.ts';
import { MAILBOX_PROVIDERS } from '#shared/domain/sending/mailbox-provider.ts';
import { InstantText } from './fields.ts';
import { needs } from './procedure.ts';

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(253)
  .regex(/^[a-z0-9.-]+$/, 'Use a domain such as example.org.');
const Alarm = z.enum(['fine', 'warning', 'danger']);

export const Finding = z.object({
  record: z.enum(['spf', 'dkim', 'dmarc']),
  state: z.enum(FINDING_STATES),
  problem: z.enum(FINDING_PROBLEMS),
  name: z.string().describe('Where it stands in the DNS'),
  found: z.array(z.string()),
  wanted: z.string().nullable().describe('The record to put there; null when nothing has to be done'),
});

export const SendingDomain = z.object({
  domain: z.string(),
  senders: z.array(z.string()),
  return_domain: z.string().describe('Domain of the return path, of which SPF is asked'),
  aligned: z.boolean().describe('The return path belongs to the domain of the From line'),
  has_key: z.boolean(),
  signs: z.boolean().describe('Mail is signed with DKIM'),
  checked_at: InstantText.nullable(),
  findings: z.array(Finding),
  worsened: z
    .array(z.object({ record: Finding.shape.record, since: InstantText }))
    .describe('Records that were fine and are not any more, and when that was first seen'),
});
export type SendingDomain = z.infer<typeof SendingDomain>;

export const sendingHealth = {
  get: needs('report.read')
    .route({ method: 'GET', path: '/sending-health', tags: ['Sending health'], summary: 'Domains, rates and alarms' })
    .output(
      z.object({
        domains: z.array(SendingDomain),
        days: z.int().describe('The rates are of so many days'),
        rates: z.object({ sent: z.int(), hard_bounced: z.int(), bounced: z.int(), complained: z.int() }),
        complaint_alarm: Alarm.describe('warning from 0.1 %, danger from 0.3 %'),
        bounce_alarm: Alarm.describe('warning from 2 %, danger from 5 % bad addresses'),
      }),
    ),
  providers: needs('report.read')
    .route({
      method: 'GET',
      path: '/sending-health/providers',
      tags: ['Sending health'],
      summary: 'Results by mailbox provider',
    })
    .input(z.object({ days: z.coerce.number().int().min(1).max(365).default(30) }))
    .output(
      z.array(
        z.object({
          provider: z.enum(MAILBOX_PROVIDERS),
          accepted: z.int(),
          failed: z.int(),
          waiting: z.int(),
          bounced: z.int(),
          complained: z.int(),
          opened: z.int(),
        }),
      ),
    ),
  check: needs('sender.write')
    .route({
      method: 'POST',
      path: '/sending-health/domains/{domain}/check',
      tags: ['Sending health'],
      summary: 'Ask the DNS about a domain',
    })
    .input(z.object({ domain }))
    .output(SendingDomain),
  makeKey: needs('sender.write')
    .route({
      method: 'POST',
      path: '/sending-health/domains/{domain}/key',
      tags: ['Sending health'],
      summary: 'Make a DKIM key; mail is signed once its public half is in the DNS',
    })
    .input(z.object({ domain }))
    .output(SendingDomain),
};
