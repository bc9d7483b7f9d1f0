import type { Reader, Tx } from '#main/db/access.ts';
import { undoLeaving } from '#main/repositories/consent/leaving.repo.ts';
import { findLink } from '#main/repositories/consent/preference.repo.ts';
import { unsuppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { undoUnsubscribe } from '#main/repositories/consent/unsubscribe.repo.ts';
import { type ContactRecord, findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { findTrackedDelivery } from '#main/repositories/tracking/hit.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { DAY, type Millis } from '#shared/kernel/instant.ts';

/** What a token on the address of the preference page names: the mail it came in, or a link asked for by mail. */
export type PageKey = { delivery_no: number } | { link_no: number };

/** Whose page it is. */
export interface Person {
  contact: ContactRecord | undefined;
  /** The address that was written to, or that asked. */
  address: string;
  email_key: string;
  delivery_no: number | null;
}

export function personBehind(reader: Reader, key: PageKey, now: Millis): Person | null {
  const found =
    'delivery_no' in key ? findTrackedDelivery(reader, key.delivery_no) : linkedPerson(reader, key.link_no, now);
  if (!found) return null;
  const contact = findContactByNo(reader, found.contact_no);
  const typed = parseEmailAddress(found.address);
  const email_key = contact?.email_key ?? (typed.ok ? typed.key : '');
  if (email_key === '') return null;
  const address = contact?.email ?? found.address;
  return { contact, address, email_key, delivery_no: 'delivery_no' in key ? key.delivery_no : null };
}

/** A link holds for a day, and for the address that it was sent to. */
function linkedPerson(reader: Reader, link_no: number, now: Millis): { contact_no: number; address: string } | null {
  const link = findLink(reader, link_no);
  if (!link || link.expires_at <= now) return null;
  const asked = parseEmailAddress(link.email);
  const contact = findContactByNo(reader, link.contact_no);
  if (!asked.ok || contact?.email_key !== asked.key) return null;
  return { contact_no: link.contact_no, address: link.email };
}

/** Mail again, as it was before they left everything. */
export function returnTo(tx: Tx, { contact, email_key, delivery_no }: Person, at: Millis): void {
  unsuppressEmail(tx, email_key);
  // So that they can leave by the same mail once more.
  if (delivery_no !== null) undoUnsubscribe(tx, delivery_no, at);
  if (!contact) return;
  undoLeaving(tx, { contact_no: contact.no, since: at - DAY }, at);
  tx.record({
    type: 'contact.came_back',
    subject: `contact:${contact.id}`,
    actor: null,
    data: { source: 'preferences' },
  });
  tx.touch(`contact:${contact.id}`);
}
