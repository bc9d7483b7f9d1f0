import { CONTACT_STATUSES } from '../contact-status.ts';

export const SEGMENT_FIELD_TYPES = ['text', 'number', 'boolean', 'date', 'choice', 'list'] as const;
export type SegmentFieldType = (typeof SEGMENT_FIELD_TYPES)[number];

/** Something of a contact that a rule may compare. */
export interface SegmentField {
  /** Without the `attributes.` that a rule may put before a custom field. */
  name: string;
  type: SegmentFieldType;
  /** What the value can be, for `choice`. */
  choices?: readonly string[];
  custom: boolean;
}

function builtIn(name: string, type: SegmentFieldType, choices?: readonly string[]): SegmentField {
  return { name, type, custom: false, ...(choices ? { choices } : {}) };
}

/**
 * What every contact has. An empty text is a missing value, like null.
 * `name` is first and last name with a space between them, without spaces around; it never falls back to the address.
 * `created_at` and `last_seen_at` are moments. `status` is that of the email channel (contact-status.ts). `engagement` is a score from 0 to
 * 100 (engagement.ts) and never missing.
 */
export const BUILT_IN_FIELDS: readonly SegmentField[] = [
  builtIn('email', 'text'),
  builtIn('phone', 'text'),
  builtIn('external_id', 'text'),
  builtIn('first_name', 'text'),
  builtIn('last_name', 'text'),
  builtIn('name', 'text'),
  builtIn('company', 'text'),
  builtIn('city', 'text'),
  builtIn('country', 'text'),
  builtIn('locale', 'text'),
  builtIn('timezone', 'text'),
  builtIn('status', 'choice', CONTACT_STATUSES),
  builtIn('created_at', 'date'),
  builtIn('last_seen_at', 'date'),
  builtIn('engagement', 'number'),
];

const NAMES: ReadonlySet<string> = new Set(BUILT_IN_FIELDS.map((field) => field.name));

/** Whether every contact has a field of this name (in small letters). */
export function isBuiltInField(name: string): boolean {
  return NAMES.has(name);
}
