import type { Contact, ContactRow } from '#shared/contract/contact.contract.ts';
import { CONTACT_FIELDS, type ContactField, EMPTY_CONTACT } from '#shared/domain/contact-fields.ts';
import type { FieldValue } from '#shared/domain/custom-field/field-value.ts';

type Attributes = Record<string, FieldValue>;
type Fields = Pick<ContactRow, ContactField | 'attributes'>;

/** A contact as it stands in a form: no nulls among its texts; custom fields by their key. */
export interface ContactDraft extends Record<ContactField, string> {
  attributes: Attributes;
}

/** What can be edited: a text, or a custom field as `attributes.plan`. */
export type EditedField = ContactField | `attributes.${string}`;

export function isContactField(field: string): field is ContactField {
  return (CONTACT_FIELDS as readonly string[]).includes(field);
}

export function draftOf(contact: Fields): ContactDraft {
  const texts = Object.fromEntries(CONTACT_FIELDS.map((field) => [field, contact[field] ?? '']));
  return { ...(texts as Record<ContactField, string>), attributes: contact.attributes };
}

export const EMPTY_DRAFT = draftOf({ ...EMPTY_CONTACT, attributes: {} });

/** What of the draft differs from the contact it began with; only that is sent. A custom field without a value is null. */
export function changesOf(base: Fields, draft: ContactDraft): Partial<Fields> {
  const now = fieldsOf(draft);
  const before = fieldsOf(draftOf(base));
  const changes: Partial<Fields> = Object.fromEntries(
    CONTACT_FIELDS.filter((field) => now[field] !== before[field]).map((field) => [field, now[field]]),
  );
  const attributes = changedAttributes(base.attributes, draft.attributes);
  return Object.keys(attributes).length > 0 ? { ...changes, attributes } : changes;
}

/** Everything that a new contact has. */
export function fieldsOf(draft: ContactDraft): Fields {
  const texts = CONTACT_FIELDS.map((field) => {
    const text = draft[field].trim();
    return [field, text || EMPTY_CONTACT[field]];
  });
  return {
    ...(Object.fromEntries(texts) as Pick<ContactRow, ContactField>),
    attributes: changedAttributes({}, draft.attributes),
  };
}

export interface Merged {
  draft: ContactDraft;
  /** Fields that both have changed, to different values. The draft keeps one's own. */
  conflicts: EditedField[];
}

/** Somebody else has changed the contact meanwhile: their changes come in wherever one has not typed something else. */
export function mergeDraft(base: Contact, draft: ContactDraft, theirs: Contact): Merged {
  const mine = flat(changesOf(base, draft));
  const other = flat(changesOf(base, draftOf(theirs)));
  const conflicts = [...mine.keys()].filter((field) => other.has(field) && !same(mine.get(field), other.get(field)));
  const { attributes = {}, ...texts } = changesOf(base, draft);
  const merged = draftOf({ ...theirs, ...texts });
  return { draft: { ...merged, attributes: { ...merged.attributes, ...attributes } }, conflicts };
}

function changedAttributes(before: Attributes, now: Attributes): Attributes {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return Object.fromEntries(
    [...keys].filter((key) => !same(before[key] ?? null, now[key] ?? null)).map((key) => [key, now[key] ?? null]),
  );
}

function flat({ attributes = {}, ...texts }: Partial<Fields>): Map<EditedField, unknown> {
  const custom = Object.entries(attributes).map(([key, value]) => [`attributes.${key}`, value] as const);
  return new Map<EditedField, unknown>([...(Object.entries(texts) as [ContactField, unknown][]), ...custom]);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
