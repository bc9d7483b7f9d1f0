import { parseEmailAddress } from './email-address.ts';
import { sayReason } from './reason/say-reason.ts';
import { foldText } from './search-text.ts';

export type AttributeValue = string | number | boolean | string[] | null;
export type Attributes = Record<string, AttributeValue>;

/** What every contact has as a text, the empty one where nothing is known. */
export const TEXT_FIELDS = ['first_name', 'last_name', 'company', 'city', 'country', 'locale', 'timezone'] as const;
/** What is null where nothing is known, as the address is. */
export const NULLABLE_FIELDS = ['phone', 'external_id'] as const;
/** Every built-in field that can be typed in. */
export const CONTACT_FIELDS = ['email', ...NULLABLE_FIELDS, ...TEXT_FIELDS] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

export type ContactTexts = Record<(typeof TEXT_FIELDS)[number], string>;
export interface BuiltInValues extends ContactTexts {
  email: string | null;
  phone: string | null;
  external_id: string | null;
}

/** A contact of whom nothing is known. */
export const EMPTY_CONTACT: Readonly<BuiltInValues> = {
  email: null,
  phone: null,
  external_id: null,
  first_name: '',
  last_name: '',
  company: '',
  city: '',
  country: '',
  locale: '',
  timezone: '',
};

/** What a person may say about a contact. */
export interface ContactInput extends Partial<BuiltInValues> {
  attributes?: Attributes;
}

/** The same in the form in which it is stored and compared. */
export interface ContactValues extends ContactInput {
  email_key?: string | null;
}

export interface FieldProblem {
  field: keyof ContactInput;
  message: string;
}

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
const ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/;
const PHONE = /^\+?[0-9]{4,15}$/;

/** Brings each given field into its stored form and says what can't be. Fields not given stay absent. */
export function normaliseContact(input: ContactInput): { values: ContactValues; problems: FieldProblem[] } {
  const values: ContactValues = { ...input };
  const problems: FieldProblem[] = [];
  const set = (field: 'phone' | 'country' | 'locale' | 'timezone', answer: string | null, message: string) => {
    if (answer === null) problems.push({ field, message });
    else values[field] = answer;
  };
  if (input.email !== undefined) setEmail(input.email, values, problems);
  if (input.phone) set('phone', cleanPhone(input.phone), 'Write the phone number with digits, such as +49 30 1234567.');
  if (input.phone === '') values.phone = null;
  if (input.external_id === '') values.external_id = null;
  if (input.country) set('country', countryCode(input.country), 'Use a country or its two letters, such as DE.');
  if (input.locale) set('locale', languageTag(input.locale), 'Use a language such as en or de-AT.');
  if (input.timezone) set('timezone', zoneName(input.timezone), 'Use a time zone such as Europe/Berlin.');
  return { values, problems };
}

/** Who this is on a screen. */
export function contactName(contact: { first_name: string; last_name: string; email: string | null }): string {
  return `${contact.first_name} ${contact.last_name}`.trim() || (contact.email ?? '');
}

/** What a contact is sorted by when sorted by name. */
export function nameKey(contact: { first_name: string; last_name: string; email: string | null }): string {
  return foldText(contactName(contact));
}

function setEmail(email: string | null, values: ContactValues, problems: FieldProblem[]): void {
  if (email === null || email.trim() === '') {
    values.email = null;
    values.email_key = null;
    return;
  }
  const answer = parseEmailAddress(email);
  if (!answer.ok) problems.push({ field: 'email', message: sayReason(answer.problem) });
  else Object.assign(values, { email: answer.address, email_key: answer.key });
}

function cleanPhone(text: string): string | null {
  const digits = text.replace(/[\s().\-/\u00a0]/g, '').replace(/^00/, '+');
  return PHONE.test(digits) ? digits : null;
}

function languageTag(text: string): string | null {
  const tag = text.trim().replaceAll('_', '-');
  if (!LANGUAGE_TAG.test(tag)) return null;
  const [language = '', ...rest] = tag.split('-');
  return [language.toLowerCase(), ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join('-');
}

function zoneName(text: string): string | null {
  return ZONE.test(text.trim()) ? text.trim() : null;
}

let namedCountries: Map<string, string> | undefined;

/** `DE`, `de`, `Germany` and `Deutschland` are the same country. */
export function countryCode(text: string): string | null {
  namedCountries ??= countriesByName();
  return namedCountries.get(foldText(text)) ?? null;
}

function countriesByName(): Map<string, string> {
  const names = new Map<string, string>([
    ['usa', 'US'],
    ['uk', 'GB'],
    ['great britain', 'GB'],
    ['england', 'GB'],
  ]);
  const languages = ['en', 'de'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  );
  for (const code of twoLetterCodes()) {
    for (const language of languages) {
      const name = language.of(code);
      if (!name) continue;
      names.set(code.toLowerCase(), code);
      if (!names.has(foldText(name))) names.set(foldText(name), code);
    }
  }
  return names;
}

function* twoLetterCodes(): Generator<string> {
  const reserved = new Set(['UK', 'EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO', 'SU', 'DD', 'YU', 'FX']);
  for (let a = 65; a <= 90; a++) {
    for (let b = 65; b <= 90; b++) {
      const code = String.fromCharCode(a, b);
      if (!reserved.has(code)) yield code;
    }
  }
}
