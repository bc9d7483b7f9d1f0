import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names a contact in the page of a site, and proves that Herald said so. */
export interface SubscriberTokens {
  sign(contact_id: string): string;
  /** The contact's id, or null for anything that was not made with this key. */
  verify(token: string): string | null;
}

const TOKEN = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{27})$/;
const MAC_BYTES = 20;

/** @param key at least 32 random bytes, kept sealed */
export function createSubscriberTokens(key: Uint8Array): SubscriberTokens {
  const macOf = (id: string) => createHmac('sha256', key).update(id).digest().subarray(0, MAC_BYTES);
  return {
    sign: (id) => `${id}.${macOf(id).toString('base64url')}`,
    verify(token) {
      const [, id = '', mac = ''] = TOKEN.exec(token) ?? [];
      if (id === '') return null;
      return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(id)) ? id : null;
    },
  };
}
