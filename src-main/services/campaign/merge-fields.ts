import type { ContactRecord } from '#main/repositories/contact/contact.repo.ts';
import { CONTACT_FIELDS, type ContactField } from '#shared/domain/contact-fields.ts';
import { suggestKept } from '#shared/domain/suggest-merge.ts';

export interface FieldChoice {
  name: string;
  values: { contact_id: string; value: unknown }[];
  /** Whose value is taken. */
  choice: string;
}

/** Every field in which somebody has a value, with whose it would be: that of the one who stays, else the first that has one. */
export function fieldChoices(contacts: readonly ContactRecord[], keep_id: string): FieldChoice[] {
  const keys = [...new Set(contacts.flatMap(({ attributes }) => Object.keys(attributes)))].sort();
  const names = [...CONTACT_FIELDS, ...keys.map((key) => `attributes.${key}`)];
  return names.flatMap((name) => {
    const values = contacts.map((contact) => ({ contact_id: contact.id, value: fieldValue(contact, name) }));
    const filled = values.filter(({ value }) => !isEmpty(value));
    const choice = filled.find(({ contact_id }) => contact_id === keep_id) ?? filled[0];
    return choice ? [{ name, values, choice: choice.contact_id }] : [];
  });
}

export function fieldValue(contact: ContactRecord, name: string): unknown {
  if (name.startsWith('attributes.')) return contact.attributes[name.slice('attributes.'.length)] ?? null;
  return contact[name as ContactField];
}

/** Whom to keep of these. */
export function keptOf(contacts: readonly ContactRecord[], statusOf: (id: string) => string): string {
  return suggestKept(
    contacts.map((contact) => ({
      ...contact,
      status: statusOf(contact.id),
      filled: CONTACT_FIELDS.filter((name) => !isEmpty(contact[name])).length + Object.keys(contact.attributes).length,
    })),
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
