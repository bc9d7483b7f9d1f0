import type { MergeContact } from '#main/rendering/merge-data.ts';
import type { ContactRecord } from '#main/repositories/contact/contact.repo.ts';

export function mergeContactOf(record: ContactRecord): MergeContact {
  const { id, email, first_name, last_name, company, city, country, locale, timezone, attributes } = record;
  return { id, email: email ?? '', first_name, last_name, company, city, country, locale, timezone, attributes };
}

/** Stands in where nobody has been chosen and there is no recipient yet. */
export const MADE_UP_PERSON: MergeContact = {
  id: '00000000-0000-7000-8000-000000000000',
  email: 'alex.example@herald.example',
  first_name: 'Alex',
  last_name: 'Example',
  company: 'Example Ltd',
  city: 'Berlin',
  country: 'DE',
  locale: 'en',
  timezone: 'Europe/Berlin',
  attributes: {},
};
