import type { Reader } from '#main/db/access.ts';
import { findDefaultSender, findSender, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import type { ServiceContext } from '../service-context.ts';
import { isReachable, requireOrganization, trackingBase } from '../tracking/tracking-address.ts';

/** Who sends the mails that readers ask for; a sentence when nobody can. */
export function letterSender(
  ctx: Pick<ServiceContext, 'endpoints'>,
  reader: Reader,
  chosen_id: string | null,
): { sender: SenderRow; base: string } | { problem: string } {
  const sender = (chosen_id === null ? undefined : findSender(reader, chosen_id)) ?? findDefaultSender(reader, 'email');
  if (!sender) return { problem: 'There is no sender that could send it.' };
  const base = trackingBase(ctx, requireOrganization(reader));
  // The test mailbox is read on this machine, where the address works.
  if (sender.provider !== 'test_mailbox' && !isReachable(base)) {
    return { problem: `The link in it would not work: ${base} can only be reached from this machine or network.` };
  }
  return { sender, base };
}
