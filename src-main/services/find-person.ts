import type { MergeContact } from '#main/rendering/merge-data.ts';
import { findContact } from '#main/repositories/contact.repo.ts';
import type { AudienceRule } from '#shared/domain/campaign/audience-rule.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { mergeContactOf } from './merge-contact.ts';
import type { ServiceContext } from './service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'reads' | 'clock'>;

/** The first who would get it; null when nobody would. */
export async function findFirstPerson(ctx: Context, rule: AudienceRule): Promise<MergeContact | null> {
  if (addressesNobody(rule)) return null;
  const id = await ctx.reads.run('audience.first', { rule, now: ctx.clock.now() });
  const record = id === null ? undefined : findContact(ctx.db.reader, id);
  return record ? mergeContactOf(record) : null;
}
