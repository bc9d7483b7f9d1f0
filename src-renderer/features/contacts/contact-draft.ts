import type { Contact, ContactRow } from '#shared/contract/contact.contract.ts';
import { type AttributeDraft, attributesOf, draftsOf } from './attribute-draft.ts';

type Fields = Pick<
  ContactRow,
  | 'email'
  | 'phone'
  | 'external_id'
  | 'first_name'
  | 'last_name'
  | 'company'
  | 'city'
  | 'country'
  | 'locale'
  | 'timezone'
  | 'attributes'
>;

/** A contact as it stands in a form: no nulls, and own fields as rows. */
export interface ContactDraft extends Record<Exclude<keyof Fields, 'attributes'>, string> {
  attributes: AttributeDraft[];
}

const TEXTS = [
  'email',
  'phone',
  'external_id',
  'first_name',
  'last_name',
  'company',
  'city',
  'country',
  'locale',
  'timezone',
] as const;
const NULLABLE: readonly string[] = ['email', 'phone', 'external_id'];

export const EMPTY_DRAFT: ContactDraft = {
  email: '',
  phone: '',
  external_id: '',
  first_name: '',
  last_name: '',
  company: '',
  city: '',
  country: '',
  locale: '',
  timezone: '',
  attributes: [],
};

export function draftOf(contact: Fields): ContactDraft {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, contact[field] ?? '']));
  return { ...EMPTY_DRAFT, ...texts, attributes: draftsOf(contact.attributes) };
}

/** What of the draft differs from the contact it began with; only that is sent. */
export function changesOf(base: Fields, draft: ContactDraft): Partial<Fields> {
  const now = fieldsOf(draft);
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => !same(value, fieldsOf(draftOf(base))[field as keyof Fields])),
  );
}

export function fieldsOf(draft: ContactDraft): Fields {
  const texts = TEXTS.map((field) => {
    const text = draft[field].trim();
    return [field, text === '' && NULLABLE.includes(field) ? null : text];
  });
  return { ...(Object.fromEntries(texts) as Omit<Fields, 'attributes'>), attributes: attributesOf(draft.attributes) };
}

export interface Merged {
  draft: ContactDraft;
  /** Fields that both have changed, to different values. The draft keeps one's own. */
  conflicts: (keyof Fields)[];
}

/** Somebody else has changed the contact meanwhile: their changes come in wherever one has not typed something else. */
export function mergeDraft(base: Contact, draft: ContactDraft, theirs: Contact): Merged {
  const mine = changesOf(base, draft);
  const other = changesOf(base, draftOf(theirs));
  const conflicts = (Object.keys(mine) as (keyof Fields)[]).filter(
    (field) => field in other && !same(mine[field], other[field]),
  );
  return { draft: draftOf({ ...theirs, ...mine }), conflicts };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
