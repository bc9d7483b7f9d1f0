import type { Tx } from '#main/db/access.ts';
import { userNo } from '#main/repositories/access/user.repo.ts';
import { linkSuppressions } from '#main/repositories/consent/suppression.repo.ts';
import { findContactByKey, insertContact } from '#main/repositories/contact/contact.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import {
  type ContactInput,
  type ContactValues,
  EMPTY_CONTACT,
  nameKey,
  normaliseContact,
} from '#shared/domain/contact-fields.ts';
import { type AttributeValues, readAttributes } from '#shared/domain/custom-field/read-attributes.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface NewContact {
  id: string;
  now: Millis;
  /** User id of who did it; null for Herald itself. */
  actor: string | null;
  input: ContactInput;
  /** What made it, where nobody typed it in: told in its timeline. */
  source?: string;
}

/** A new contact, however it came: its values in their normal form, its address nobody else's. @returns its number */
export function makeContact(tx: Tx, { id, now, actor, input, source }: NewContact): number {
  const values = { ...EMPTY_CONTACT, email_key: null, attributes: {}, ...normalisedContact(input) };
  const { email, phone, external_id, first_name, last_name } = values;
  if (!email && !phone && !external_id && !first_name && !last_name) {
    throw new HeraldError('INVALID_INPUT', 'A contact needs an email address, a phone number or a name.', {
      field: 'email',
    });
  }
  refuseTakenAddress(tx, values.email_key);
  const attributes = checkedAttributes(tx, values.attributes, {});
  const at = instantOf(now);
  const moments = { created_at: at, updated_at: at, updated_by: userNo(tx, actor) };
  const no = insertContact(tx, { ...values, attributes, ...keysOf(values), id, ...moments });
  linkSuppressions(tx, no, values.email_key);
  tx.record({ type: 'contact.created', subject: `contact:${id}`, actor, data: source ? { source } : {} });
  return no;
}

export function normalisedContact(input: ContactInput): ContactValues {
  const { values, problems } = normaliseContact(input);
  const [problem] = problems;
  if (problem) throw new HeraldError('INVALID_INPUT', problem.message, { field: problem.field, problems });
  return values;
}

/** The given values over those there are, each as its field wants it. */
export function checkedAttributes(tx: Tx, given: AttributeValues, before: AttributeValues): AttributeValues {
  if (Object.keys(given).length === 0) return before;
  const zone = findOrganization(tx)?.timezone ?? 'UTC';
  const { values, problems } = readAttributes(given, { fields: allFields(tx), zone, before });
  const [problem] = problems;
  if (!problem) return values;
  throw new HeraldError('INVALID_INPUT', problem.message, { field: problem.field, hint: problem.hint, problems });
}

export function keysOf(contact: { first_name: string; last_name: string; email: string | null; company: string }) {
  return { name_key: nameKey(contact), company_key: foldText(contact.company) };
}

export function refuseTakenAddress(tx: Tx, email_key: string | null | undefined): void {
  const owner = email_key ? findContactByKey(tx, email_key) : undefined;
  if (!owner) return;
  throw new HeraldError('ALREADY_EXISTS', 'There is a contact with this email address already.', {
    field: 'email',
    hint: 'Open that contact and change it instead.',
    contact_id: owner.id,
  });
}
