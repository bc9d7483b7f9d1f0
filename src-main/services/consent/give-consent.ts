import type { Tx } from '#main/db/access.ts';
import { type ConsentRow, type Giving, giveConsent } from '#main/repositories/consent/consent.repo.ts';
import type { ListRecord } from '#main/repositories/consent/list.repo.ts';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { subscribedLists } from '#main/repositories/consent/preference.repo.ts';
import { countFormPost } from '#main/repositories/consent/signup-form.repo.ts';
import { findEmailSuppression, unsuppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, updateContact } from '#main/repositories/contact/contact.repo.ts';
import { changesBetween } from '#shared/domain/contact-change.ts';
import { type ContactInput, nameKey } from '#shared/domain/contact-fields.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { instantOf } from '#shared/kernel/instant.ts';

export interface GivenConsent {
  row: ConsentRow;
  contact: ContactRecord;
  list: ListRecord;
  giving: Giving;
  /** Today in the organization's zone. */
  day: string;
}

/** Somebody says yes to a list: they are on it, and what they typed becomes theirs. Saying it again changes nothing. */
export function acceptConsent(tx: Tx, { row, contact, list, giving, day }: GivenConsent): void {
  if (!giveConsent(tx, row.no, giving)) return;
  const { at } = giving;
  comeBackFor(tx, contact, { list_no: list.no, at });
  setMemberState(tx, { list_no: list.no, contact_no: contact.no, state: 'subscribed', source: row.source, at });
  takeOver(tx, contact, JSON.parse(row.data) as ContactInput, at);
  if (row.form_no !== null) countFormPost(tx, { form_no: row.form_no, day, measure: 'confirmed' });
  const data = { list_id: list.id, list: list.name, source: row.source };
  tx.record({ type: 'consent.given', subject: `contact:${contact.id}`, actor: null, data });
  tx.touch(`contact:${contact.id}`, 'contacts');
}

/**
 * Who had unsubscribed from everything wants this list and nothing else: the other lists, which their unsubscribe had left alone, are
 * left now. Any other reason for a suppression stays.
 */
function comeBackFor(tx: Tx, { no, email_key }: ContactRecord, { list_no, at }: { list_no: number; at: number }): void {
  if (email_key === null || findEmailSuppression(tx, email_key) !== 'unsubscribed') return;
  for (const other of subscribedLists(tx, no)) {
    if (other === list_no) continue;
    setMemberState(tx, { list_no: other, contact_no: no, state: 'unsubscribed', source: 'form', at });
  }
  unsuppressEmail(tx, email_key);
}

/** What was typed into a form, over what is there. */
export function takeOver(tx: Tx, contact: ContactRecord, typed: ContactInput, at: number): void {
  const said = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== null && value !== ''));
  if (Object.keys(said).length === 0) return;
  const after = { ...contact, ...said, attributes: { ...contact.attributes, ...typed.attributes } };
  const edit = {
    ...said,
    attributes: after.attributes,
    name_key: nameKey(after),
    company_key: foldText(after.company),
  };
  updateContact(tx, contact.id, contact.revision, { ...edit, updated_at: instantOf(at), updated_by: null });
  const changes = changesBetween(contact, after);
  tx.record({
    type: 'contact.changed',
    subject: `contact:${contact.id}`,
    actor: null,
    data: { fields: changes.map(({ field }) => field), changes, source: 'form' },
  });
}
