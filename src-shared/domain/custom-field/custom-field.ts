import { foldText } from '../search-text.ts';
import { isReservedWord } from '../segment/reserved-words.ts';

/** What a field that an organization adds to its contacts can hold. */
export const FIELD_TYPES = ['text', 'number', 'boolean', 'date', 'choice', 'list'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const LONGEST_KEY = 48;
const LONGEST_LABEL = 80;
export const LONGEST_CHOICE = 200;
export const MOST_CHOICES = 500;
export const MOST_FIELDS = 200;

/** What is known of a field where values are read and checked. */
export interface CustomField {
  key: string;
  label: string;
  type: FieldType;
  choices: readonly string[];
}

const KEY = /^[a-z][a-z0-9_]*$/;

/** Names that mean something already, besides the words of rules: what every contact has, and what templates know. */
const TAKEN = new Set(
  `id no email email_key phone external_id first_name last_name name company city country locale language timezone zone
   created_at updated_at last_seen_at engagement deleted_at revision status lists tags segments note notes events consent import imports
   unsubscribe_url preferences_url view_in_browser_url coupon`.split(/\s+/),
);

/** Why this can't be the name of a field in rules and templates; null when it can. */
export function fieldKeyProblem(key: string): string | null {
  if (key === '') return 'A field needs a name for rules and templates.';
  if (!KEY.test(key)) return 'Use small letters a to z, digits and _, beginning with a letter, such as first_order.';
  if (key.length > LONGEST_KEY) return `Use at most ${LONGEST_KEY} characters.`;
  if (isTaken(key)) return `"${key}" is the name of something that every contact has, or a word of the rules.`;
  return null;
}

/** A name for a field that people call `label`, which no other field has: `Größe (cm)` becomes `grosse_cm`. */
export function fieldKeyFor(label: string, taken: ReadonlySet<string> = new Set()): string {
  const folded = foldText(label)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  const base = (folded || 'field').slice(0, LONGEST_KEY - 4).replace(/_+$/, '');
  const isFree = (key: string) => !taken.has(key) && !isTaken(key);
  if (isFree(base)) return base;
  let n = 2;
  while (!isFree(`${base}_${n}`)) n++;
  return `${base}_${n}`;
}

/**
 * What people read where a file or a program names a field: `signup_date` and `signupDate` become "Signup date". A name that somebody
 * has written for people stays as it is.
 */
export function fieldLabelFor(name: string): string {
  const given = name.trim();
  const label = /\s/.test(given) ? given : spacedName(given);
  const begun = label === label.toLowerCase() || label !== given ? capitalised(label) : label;
  return begun.slice(0, LONGEST_LABEL);
}

function spacedName(given: string): string {
  const words = given
    .replace(/(\p{Ll}{2})(\p{Lu})(?=\p{Ll})/gu, (_, end: string, start: string) => `${end}_${start.toLowerCase()}`)
    .split(/[_.]+/)
    .filter(Boolean);
  const label = words.join(' ') || given;
  return words.length > 1 && given === given.toUpperCase() ? label.toLowerCase() : label;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The choices as they are kept: trimmed, none empty, none twice in another case. */
export function cleanChoices(choices: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const choice of choices) {
    const text = choice.trim();
    const folded = text.toLowerCase();
    if (text !== '' && !known.has(folded)) known.set(folded, text);
  }
  return [...known.values()];
}

function isTaken(key: string): boolean {
  return TAKEN.has(key) || isReservedWord(key);
}
