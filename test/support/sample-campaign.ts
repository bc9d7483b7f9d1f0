import type { Campaign } from '#shared/contract/campaign.contract.ts';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import type { Sender } from '#shared/contract/sender.contract.ts';
import type { RestClient } from './rest-client.ts';

/** A list with so many people on it. */
export async function listOf(rest: RestClient, name: string, people: number): Promise<RecipientList> {
  const list = await rest.post<RecipientList>('/recipient-lists', { name });
  const slug = name.toLowerCase().replaceAll(/\W+/g, '-');
  for (let at = 0; at < people; at++) {
    const first_name = at % 2 ? `Person ${at}` : '';
    await rest.post('/contacts', { email: `${slug}-${at}@example.org`, first_name, list_ids: [list.id] });
  }
  return list;
}

interface Wish {
  name: string;
  list: Pick<RecipientList, 'id'>;
  sender_id?: string;
}

/** A draft that is ready to be sent. */
export function draftFor(rest: RestClient, { name, list, ...rest_of }: Wish): Promise<Campaign> {
  return rest.post<Campaign>('/campaigns', {
    name,
    subject: `${name} for {{ first_name | default: "you" }}`,
    body_kind: 'markdown',
    body: '# Hello\n\n[Have a look](https://example.com/spring)\n\n[Unsubscribe]({{ unsubscribe_url }})\n',
    audience: { everyone: false, include_lists: [list.id], exclude_lists: [], exclude_campaigns: [] },
    ...rest_of,
  });
}

/** The test mailbox takes so many messages a second; null for as many as it can. */
export async function limitTestMailbox(rest: RestClient, per_second: number | null): Promise<Sender> {
  const senders = await rest.get<Sender[]>('/senders');
  const sender = senders.find(({ provider }) => provider === 'test_mailbox');
  if (!sender) throw new Error('There is no test mailbox.');
  const rate = { per_second, per_minute: null, per_hour: null, per_day: null };
  return rest.put<Sender>(`/senders/${sender.id}`, { revision: sender.revision, rate });
}
