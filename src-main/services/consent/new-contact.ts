import type { Tx } from '#main/db/access.ts';
import { linkSuppressions } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findContactByNo, insertContact } from '#main/repositories/contact/contact.repo.ts';
import { EMPTY_CONTACT } from '#shared/domain/contact-fields.ts';
import type { EmailAddress } from '#shared/domain/email-address.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { assert } from '#shared/kernel/assert.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';

/** A contact that is nothing yet but an address: what else was typed waits until its owner confirms. */
export function addStranger(
  tx: Tx,
  { id, email, locale, at }: { id: string; email: EmailAddress; locale: string; at: Millis },
): ContactRecord {
  const moment = instantOf(at);
  const no = insertContact(tx, {
    ...EMPTY_CONTACT,
    id,
    email: email.address,
    email_key: email.key,
    locale,
    attributes: {},
    name_key: foldText(email.address),
    company_key: '',
    created_at: moment,
    updated_at: moment,
    updated_by: null,
  });
  linkSuppressions(tx, no, email.key);
  tx.record({ type: 'contact.created', subject: `contact:${id}`, actor: null, data: { source: 'form' } });
  const contact = findContactByNo(tx, no);
  assert(contact, 'a contact that was just added is there');
  return contact;
}
