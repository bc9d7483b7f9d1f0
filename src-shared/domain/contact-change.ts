import { type Attributes, type AttributeValue, CONTACT_FIELDS } from './contact-fields.ts';

/** One field of a contact before and after; custom ones as `attributes.<key>`, null for nothing. */
export interface FieldChange {
  field: string;
  from: AttributeValue;
  to: AttributeValue;
}

/** Values of a contact; what is absent is not compared. */
type Values = { readonly [field: string]: unknown; readonly attributes?: Attributes };

/** A memory of an edit is for reading, not for taking it back. */
const LONGEST_REMEMBERED = 300;

/** What became another value, built-in fields first. */
export function changesBetween(before: Values, after: Values): FieldChange[] {
  const was = before.attributes ?? {};
  const is = after.attributes ?? was;
  const custom = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return [
    ...CONTACT_FIELDS.filter((field) => field in after).map((field) => [field, before[field], after[field]] as const),
    ...custom.map((key) => [`attributes.${key}`, was[key], is[key]] as const),
  ]
    .map(([field, from, to]) => ({ field, from: plainValue(from), to: plainValue(to) }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to))
    .map(({ field, from, to }) => ({ field, from: remembered(from), to: remembered(to) }));
}

/** Nothing is written in more than one way. */
function plainValue(value: unknown): AttributeValue {
  return value === undefined || value === '' ? null : (value as AttributeValue);
}

function remembered(value: AttributeValue): AttributeValue {
  if (typeof value !== 'string' || value.length <= LONGEST_REMEMBERED) return value;
  return `${value.slice(0, LONGEST_REMEMBERED)}…`;
}
