import { findUser } from '#main/repositories/access/user.repo.ts';
import { findApproval } from '#main/repositories/approval/approval.repo.ts';
import { findCampaignBySend } from '#main/repositories/campaign/campaign.repo.ts';
import { findDefaultSender } from '#main/repositories/sending/sender.repo.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { approversOf } from './approval-obstacle.ts';
import { APPROVAL_WORDS } from './approval-words.ts';

/**
 * Mails those who can approve that they are asked, or the one who asked what was said. What has been withdrawn is no news. Tried
 * again while the server does not take it.
 */
export async function tellApproval(
  ctx: Pick<ServiceContext, 'db' | 'mailer' | 'endpoints'>,
  { approval_id }: { approval_id: string },
): Promise<void> {
  const { reader } = ctx.db;
  const approval = findApproval(reader, approval_id);
  const campaign = approval && findCampaignBySend(reader, approval.send_no);
  const sender = findDefaultSender(reader, 'email');
  if (!approval || !campaign || !sender || approval.state === 'withdrawn') return;
  const { state, asked_by, asked_by_name, decided_by_name, recipients } = approval;
  const asks = state === 'requested';
  const asker = findUser(reader, asked_by);
  const people = asks
    ? approversOf(reader, { created_by: campaign.created_by, asked_by })
    : asker?.active
      ? [asker]
      : [];
  const words = APPROVAL_WORDS[requireOrganization(reader).locale.startsWith('de') ? 'de' : 'en'];
  const { subject, text } = words[state]({
    campaign: campaign.name,
    by: (asks ? asked_by_name : decided_by_name) ?? '',
    word: asks ? approval.note : approval.comment,
    recipients,
  });
  const where = `${ctx.endpoints.console_url}/#/campaigns/${campaign.id}?panel=approval`;
  for (const { email: to } of people) {
    const { ok, said, lasting } = await ctx.mailer.sendNow(sender.no, { to, subject, text: `${text}\n\n${where}\n` });
    if (!ok && !lasting) throw new Error(`the server did not take it: ${said}`);
  }
}
