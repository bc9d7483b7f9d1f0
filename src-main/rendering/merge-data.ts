import type { ContactTexts } from '#shared/domain/contact-fields.ts';
import type { TrackingUrls } from '#shared/domain/tracking/tracking-urls.ts';

/** What a template may say about the person it goes to. */
export interface MergeContact extends ContactTexts {
  id: string;
  email: string;
  attributes: Record<string, unknown>;
}

/** The merge fields of one message. The addresses in it are made from `token`. */
export interface MergeData extends Omit<MergeContact, 'id'> {
  name: string;
  unsubscribe_url: string;
  preferences_url: string;
  view_in_browser_url: string;
  /** Names the delivery in pixel and links; see TOKEN_SLOT. */
  token: string;
  /** The same person under the name that other programs use: `{{ contact.first_name }}`. */
  contact: MergeContact & { name: string };
}

/** What the person is addressed by from outside. */
export interface MergeAddresses {
  token: string;
  unsubscribe_url: string;
  preferences_url: string;
  view_in_browser_url: string;
}

export function mergeAddressesOf(
  token: string,
  urls: Pick<TrackingUrls, 'unsubscribe' | 'preferences' | 'view'>,
): MergeAddresses {
  return {
    token,
    unsubscribe_url: urls.unsubscribe,
    preferences_url: urls.preferences,
    view_in_browser_url: urls.view,
  };
}

export function mergeDataOf(contact: MergeContact, addresses: MergeAddresses): MergeData {
  const name = `${contact.first_name} ${contact.last_name}`.trim();
  const { id: _id, ...fields } = contact;
  return { ...fields, name, ...addresses, contact: { ...contact, name } };
}
