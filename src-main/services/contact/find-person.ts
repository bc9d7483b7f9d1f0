import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { type ContactRecord, findContact } from '#main/repositories/contact/contact.repo.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { audienceChannelOf } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'reads' | 'clock'>;

/** The first who would get it; null when nobody would. */
export async function findFirstPerson(
  ctx: Context,
  record: Pick<CampaignRecord, 'audience' | 'channel' | 'sender_no'>,
): Promise<ContactRecord | null> {
  const rule = record.audience;
  if (addressesNobody(rule)) return null;
  const question = { rule, channel: audienceChannelOf(ctx.db.reader, record), now: ctx.clock.now() };
  const id = await ctx.reads.run('audience.first', question);
  return id === null ? null : (findContact(ctx.db.reader, id) ?? null);
}
