import type { Tx } from '#main/db/access.ts';
import { type ContactRecord, updateContact } from '#main/repositories/contact/contact.repo.ts';
import { changesBetween } from '#shared/domain/contact-change.ts';
import { isSettable } from '#shared/domain/workflow/settable-field.ts';
import type { SpecOf } from '#shared/domain/workflow/workflow-graph.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { checkedAttributes, keysOf, normalisedContact } from '../contact/make-contact.ts';

/** @returns whether the contact had something else there. @throws HeraldError where the field does not take the value */
export function setField(
  tx: Tx,
  { contact, now }: { contact: ContactRecord; now: Millis },
  { field, value }: SpecOf<'set_field'>,
): boolean {
  const values = normalisedContact(
    isSettable(field) ? { [field]: value === null ? '' : String(value) } : { attributes: { [field]: value } },
  );
  const attributes = checkedAttributes(tx, values.attributes ?? {}, contact.attributes);
  const after = { ...contact, ...values, attributes };
  const changes = changesBetween(contact, after);
  if (changes.length === 0) return false;
  const edit = { ...values, attributes, ...keysOf(after), updated_at: instantOf(now), updated_by: null };
  updateContact(tx, contact.id, contact.revision, edit);
  const fields = changes.map((change) => change.field);
  tx.record({
    type: 'contact.changed',
    subject: `contact:${contact.id}`,
    actor: null,
    data: { fields, changes, source: 'workflow' },
  });
  return true;
}
