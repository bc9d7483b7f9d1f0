import { type MergeContact, type MergeData, mergeDataOf } from '#main/rendering/merge-data.ts';

/** Somebody to fill templates in for. */
export function mergePerson(fields: Partial<MergeContact> = {}): MergeData {
  const person: MergeContact = {
    id: '7',
    email: 'ann@example.com',
    first_name: 'Ann',
    last_name: 'Lee',
    company: '',
    city: 'Bonn',
    country: 'DE',
    locale: 'de',
    timezone: 'Europe/Berlin',
    attributes: { plan: 'pro' },
    ...fields,
  };
  return mergeDataOf(person, {
    token: 'TOKEN',
    unsubscribe_url: 'https://t.example/u/TOKEN',
    preferences_url: 'https://t.example.org/p/TOKEN',
    view_in_browser_url: 'https://t.example/v/TOKEN',
  });
}
