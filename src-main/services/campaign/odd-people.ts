import type { OddPeople } from '#main/repositories/campaign/odd-people.repo.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { languageOf, madeUpData, ODDITIES, type Oddity } from '#shared/domain/campaign/odd-person.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { audienceChannelOf, contentOf, requireCampaign } from './campaign-record.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'reads' | 'rendering'>;

export interface OddPerson {
  oddity: Oddity;
  /** Null: there is nobody like that among the recipients, and somebody is made up. */
  contact_id: string | null;
  name: string;
}

/** Ten people for whom a message may look other than its author thinks: recipients where there are such, made up where not. */
export async function listOddPeople(ctx: Context, id: string): Promise<{ items: OddPerson[] }> {
  const { reader } = ctx.db;
  const record = requireCampaign(reader, id);
  const language = languageOf(requireOrganization(reader).locale);
  const fields = await ctx.rendering.run('fields', { source: contentOf(record) });
  const found: OddPeople = addressesNobody(record.audience)
    ? {}
    : await ctx.reads.run('audience.odd', {
        rule: record.audience,
        channel: audienceChannelOf(reader, record),
        now: ctx.clock.now(),
        message: { fields, language },
      });
  const items = ODDITIES.map((oddity): OddPerson => {
    const person = found[oddity];
    if (person) return { oddity, contact_id: person.id, name: person.name };
    const { first_name, last_name, email } = { ...MADE_UP_PERSON, ...madeUpData(oddity, { language }) };
    return { oddity, contact_id: null, name: `${first_name} ${last_name}`.trim() || (email ?? '') };
  });
  return { items };
}
