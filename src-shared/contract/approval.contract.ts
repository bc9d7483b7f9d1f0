import * as z from 'zod';
import { APPROVAL_STATES, APPROVED_PARTS } from '#shared/domain/approval/approval.ts';
import { CampaignFields } from './campaign.contract.ts';
import { byId, Id, InstantText, Revision } from './fields.ts';
import { needs } from './procedure.ts';

const Person = z.object({ id: z.string(), name: z.string() });
const ContentHash = z.string().min(1).max(100).describe('Names the content; changes with everything that is approved');

export const ApprovalRule = z.object({
  from_recipients: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .nullable()
    .describe('Sends to so many recipients or more need approval; 1: every send, null: none'),
  revision: Revision,
});
export type ApprovalRule = z.infer<typeof ApprovalRule>;

export const ApprovalEntry = z.object({
  id: Id,
  state: z.enum(APPROVAL_STATES),
  content_hash: ContentHash,
  recipients: z.int().describe('How many would have got it when approval was asked for'),
  asked_by: Person,
  asked_at: InstantText,
  note: z.string(),
  decided_by: Person.nullable(),
  decided_at: InstantText.nullable(),
  comment: z.string(),
});
export type ApprovalEntry = z.infer<typeof ApprovalEntry>;

const Changed = z
  .array(z.enum(APPROVED_PARTS))
  .describe('What was changed since; not empty: the approval does not hold for what the campaign says now');

export const Approval = z.object({
  from_recipients: z.int().nullable().describe('The rule of the organization; null: no send needs approval'),
  state: z.enum(['none', ...APPROVAL_STATES]),
  changed: Changed,
  content_hash: ContentHash.describe('Of the campaign as it is now'),
  own_work: z.boolean().describe('Whoever asks this wrote it or asked for approval, and so can’t approve it'),
  approvers: z.array(Person).describe('Who can approve it'),
  history: z.array(ApprovalEntry).describe('Newest first'),
});
export type Approval = z.infer<typeof Approval>;

export const WaitingApproval = ApprovalEntry.extend({
  campaign: z.object({ id: Id, name: z.string(), subject: z.string() }),
  changed: Changed,
});
export type WaitingApproval = z.infer<typeof WaitingApproval>;

export const ApprovedContent = CampaignFields.pick({
  subject: true,
  preheader: true,
  body_kind: true,
  body: true,
  translations: true,
  push: true,
  audience: true,
}).extend({
  campaign_id: Id,
  sender: z.object({ from_name: z.string(), from_email: z.string(), reply_to: z.string().nullable() }).nullable(),
});
export type ApprovedContent = z.infer<typeof ApprovedContent>;

const word = z.string().trim().max(2_000);

const route = (method: 'GET' | 'POST' | 'DELETE', path: string, summary: string) => ({
  method,
  path: `/campaigns/{id}/approval${path}` as const,
  tags: ['Approval'],
  summary,
});

export const approvals = {
  rule: needs('organization.read')
    .route({ method: 'GET', path: '/approvals/rule', tags: ['Approval'], summary: 'Which sends need approval' })
    .output(ApprovalRule),
  setRule: needs('approval.rule')
    .route({ method: 'PUT', path: '/approvals/rule', tags: ['Approval'], summary: 'Say which sends need approval' })
    .input(ApprovalRule)
    .output(ApprovalRule),
  waiting: needs('campaign.approve')
    .route({ method: 'GET', path: '/approvals', tags: ['Approval'], summary: 'What waits for your approval' })
    .output(z.object({ items: z.array(WaitingApproval) })),
  content: needs('campaign.read')
    .route({
      method: 'GET',
      path: '/approvals/{id}/content',
      tags: ['Approval'],
      summary: 'The content that was asked about, as it was then',
    })
    .input(byId)
    .output(ApprovedContent),
  get: needs('campaign.read')
    .route(route('GET', '', 'Where its approval stands, who can give it, and what was said'))
    .input(byId)
    .output(Approval),
  ask: needs('campaign.send')
    .route(route('POST', '', 'Ask for approval of the campaign as it is'))
    .input(byId.extend({ revision: Revision, note: word.default('') }))
    .output(Approval),
  withdraw: needs('campaign.send')
    .route(route('DELETE', '', 'Ask no more'))
    .input(byId)
    .output(Approval),
  approve: needs('campaign.approve')
    .route(route('POST', '/approve', 'Approve what you have seen'))
    .input(byId.extend({ content_hash: ContentHash, comment: word.default('') }))
    .output(Approval),
  requestChanges: needs('campaign.approve')
    .route(route('POST', '/changes', 'Ask for changes instead'))
    .input(
      byId.extend({
        content_hash: ContentHash,
        comment: word.min(1, 'Say what should be changed.'),
      }),
    )
    .output(Approval),
};
