import type { ContactTexts } from '../contact-fields.ts';

/** Ten people whose data a message may not be made for. */
export const ODDITIES = [
  'no_name',
  'one_name',
  'long_name',
  'right_to_left',
  'other_script',
  'special_characters',
  'long_address',
  'other_language',
  'missing_fields',
  'bare',
] as const;
export type Oddity = (typeof ODDITIES)[number];

/** From so many letters on a name is long, and an address. */
export const LONG_NAME = 40;
export const LONG_ADDRESS = 50;

export interface OddData extends ContactTexts {
  email: string | null;
  attributes: Record<string, unknown>;
}

/** What of a message decides who is odd. */
export interface OddMessage {
  /** Merge fields that it names, as dotted paths. */
  fields: readonly string[];
  /** In which it is written, as `en`. */
  language: string;
}

const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;
const LETTER_OF_OTHERS = /(?!\p{Script=Latin})\p{L}/u;
const SPECIAL = /[<>&"']/;

export function isOdd(oddity: Oddity, person: OddData, message: OddMessage): boolean {
  const { first_name, last_name, email } = person;
  const name = `${first_name}${last_name}`;
  switch (oddity) {
    case 'no_name':
      return name === '';
    case 'one_name':
      return name !== '' && (first_name === '' || last_name === '');
    case 'long_name':
      return name.length > LONG_NAME;
    case 'right_to_left':
      return RIGHT_TO_LEFT.test(name);
    case 'other_script':
      return !RIGHT_TO_LEFT.test(name) && LETTER_OF_OTHERS.test(name);
    case 'special_characters':
      return SPECIAL.test(name);
    case 'long_address':
      return (email?.length ?? 0) > LONG_ADDRESS;
    case 'other_language':
      return person.locale !== '' && languageOf(person.locale) !== message.language;
    case 'missing_fields':
      return missingOf(person, message) > 0;
    case 'bare':
      return isBare(person);
  }
}

/** How many of the fields of a message this person has no value for. */
export function missingOf(person: OddData, { fields }: OddMessage): number {
  return fields.filter((field) => isNothing(fieldOf(person, field))).length;
}

export function languageOf(locale: string): string {
  return locale.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

function isBare({ email: _email, attributes, ...texts }: OddData): boolean {
  const { first_name, last_name, company, city, country, locale, timezone } = texts;
  const known = [first_name, last_name, company, city, country, locale, timezone].join('');
  return known === '' && Object.keys(attributes).length === 0;
}

function fieldOf(person: OddData, field: string): unknown {
  const [head = '', ...rest] = field.replace(/^contact\./, '').split('.');
  if (head === 'name') return `${person.first_name}${person.last_name}`;
  if (head === 'attributes') return person.attributes[rest.join('.')];
  return head in person ? person[head as keyof OddData] : '-';
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What makes a made-up person odd; the rest is ordinary. */
export function madeUpData(oddity: Oddity, { language }: Pick<OddMessage, 'language'>): Partial<OddData> {
  return oddity === 'other_language' && language === 'fr'
    ? { first_name: 'Inés', last_name: 'García', locale: 'es', city: 'Sevilla', country: 'ES' }
    : MADE_UP[oddity];
}

const NOTHING = { company: '', city: '', country: '', locale: '', timezone: '', attributes: {} };

const MADE_UP: Record<Oddity, Partial<OddData>> = {
  no_name: { first_name: '', last_name: '' },
  one_name: { first_name: 'Sulastri', last_name: '' },
  long_name: {
    first_name: 'Maximiliane-Theodora Friederike Alexandrina',
    last_name: 'von Hohenstein-Schwarzenfels zu Lichtenberg',
  },
  right_to_left: { first_name: 'ليلى', last_name: 'العربي', city: 'القاهرة', country: 'EG', locale: 'ar' },
  other_script: { first_name: '美咲', last_name: '山田', city: '大阪', country: 'JP', locale: 'ja' },
  special_characters: { first_name: 'Zoë "Zo"', last_name: "O'Neill <&> Söhne", company: 'Salt & Pepper <Ltd>' },
  long_address: {
    email: 'somebody.with.a.very.long.address.indeed@department.of-a-company-with-a-long-name.example',
  },
  other_language: { first_name: 'Amélie', last_name: 'Durand', locale: 'fr', city: 'Lyon', country: 'FR' },
  missing_fields: { ...NOTHING },
  bare: { first_name: '', last_name: '', ...NOTHING },
};
