/** What a template may say about the person it goes to. */
export interface MergeContact {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  city: string;
  country: string;
  locale: string;
  timezone: string;
  attributes: Record<string, unknown>;
}

/** The merge fields of one message. The addresses in it are made from `token`. */
export interface MergeData extends Omit<MergeContact, 'id'> {
  name: string;
  unsubscribe_url: string;
  /** Names the delivery in pixel and links; see TOKEN_SLOT. */
  token: string;
  /** The same person under the name that other programs use: `{{ contact.first_name }}`. */
  contact: MergeContact & { name: string };
}

/** What the person is addressed by from outside. */
export interface MergeAddresses {
  token: string;
  unsubscribe_url: string;
}

export function mergeDataOf(contact: MergeContact, { token, unsubscribe_url }: MergeAddresses): MergeData {
  const name = `${contact.first_name} ${contact.last_name}`.trim();
  const { id: _id, ...fields } = contact;
  return { ...fields, name, unsubscribe_url, token, contact: { ...contact, name } };
}
