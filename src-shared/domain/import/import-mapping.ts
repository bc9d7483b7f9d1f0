import { parseEmailAddress } from '../email-address.ts';
import { foldText } from '../search-text.ts';

/** Built-in places a column can go to. `name` is split into first and last; `consent` says who joins the lists. */
export const BUILT_IN_TARGETS = [
  'email',
  'phone',
  'external_id',
  'first_name',
  'last_name',
  'name',
  'company',
  'city',
  'country',
  'locale',
  'timezone',
  'consent',
] as const;
export type BuiltInTarget = (typeof BUILT_IN_TARGETS)[number];

/** Columns that Herald itself adds to the file of rejected rows. */
export const REPORT_COLUMNS = ['herald_line', 'herald_result', 'herald_reason'] as const;

const ATTRIBUTE = /^attributes\.(.{1,64})$/;
const LONGEST_NAME = 48;

/** Headers of common exports, English and German, folded to letters and digits. */
const KNOWN: Record<BuiltInTarget, string[]> = {
  email: [
    ...['email', 'mail', 'emailaddress', 'mailaddress', 'email1', 'email1value', 'primaryemail', 'emailaddress1'],
    ...[
      'emailadresse',
      'mailadresse',
      'emailanschrift',
      'contactemail',
      'kontaktemail',
      'correo',
      'courriel',
      'eposta',
    ],
  ],
  phone: [
    ...['phone', 'phonenumber', 'telephone', 'mobile', 'mobilephone', 'mobilephonenumber', 'cell', 'phone1value'],
    ...['telefon', 'telefonnummer', 'handy', 'mobil', 'mobiltelefon', 'mobilnummer', 'tel'],
  ],
  external_id: [
    ...['externalid', 'customerid', 'customernumber', 'contactid', 'recordid', 'userid'],
    ...['kundennummer', 'kundennr', 'kundenid', 'kontaktid'],
  ],
  first_name: ['firstname', 'givenname', 'forename', 'fname', 'vorname', 'prenom', 'nombre', 'rufname'],
  last_name: ['lastname', 'surname', 'familyname', 'lname', 'nachname', 'familienname', 'zuname', 'apellido'],
  name: ['name', 'fullname', 'displayname', 'contactname', 'vollername', 'vollstandigername', 'anzeigename'],
  company: [
    ...['company', 'companyname', 'organization', 'organisation', 'organizationname', 'organization1name', 'employer'],
    ...['firma', 'firmenname', 'unternehmen', 'arbeitgeber'],
  ],
  city: ['city', 'town', 'homecity', 'businesscity', 'stadt', 'ort', 'wohnort', 'address1city'],
  country: ['country', 'countryregion', 'countrycode', 'homecountryregion', 'land', 'staat', 'address1country'],
  locale: ['locale', 'language', 'languagecode', 'preferredlanguage', 'lang', 'sprache'],
  timezone: ['timezone', 'zone', 'zeitzone', 'iptimezone'],
  consent: [
    ...[
      'consent',
      'optin',
      'newsletteroptin',
      'marketingconsent',
      'marketingoptin',
      'acceptsmarketing',
      'acceptsemailmarketing',
    ],
    ...['einwilligung', 'newsletterzustimmung', 'zustimmung', 'werbeeinwilligung'],
  ],
};

const BY_HEADER = new Map(
  Object.entries(KNOWN).flatMap(([target, headers]) => headers.map((header) => [header, target as BuiltInTarget])),
);

export interface ColumnSample {
  name: string;
  samples: readonly string[];
}

/**
 * Proposes a place for each column. No two columns share one; the address is also known by what stands in the column; whatever is
 * left becomes a custom field named after its header.
 */
export function guessMapping(columns: readonly ColumnSample[]): (string | null)[] {
  const guesses: (string | null)[] = columns.map(({ name }) => BY_HEADER.get(lettersOf(name)) ?? null);
  const taken = new Set<string>();
  guesses.forEach((guess, at) => {
    if (guess && taken.has(guess)) guesses[at] = null;
    else if (guess) taken.add(guess);
  });
  if (!taken.has('email')) {
    const at = columns.findIndex((column, i) => guesses[i] === null && holdsAddresses(column.samples));
    if (at >= 0) guesses[at] = 'email';
  }
  return columns.map((column, at) => guesses[at] ?? attributeFor(column, taken));
}

/** Whether a column may go there. */
export function isImportTarget(target: string): boolean {
  return (BUILT_IN_TARGETS as readonly string[]).includes(target) || ATTRIBUTE.test(target);
}

/** The custom field a target names; null for built-in ones. */
export function attributeOf(target: string): string | null {
  return ATTRIBUTE.exec(target)?.[1] ?? null;
}

/** The columns of a file without a header, or with empty or doubled ones, still need names of their own. */
export function columnNames(header: readonly string[] | null, width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, at) => {
    const wanted = header?.[at]?.trim() || `Column ${at + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function attributeFor({ name, samples }: ColumnSample, taken: Set<string>): string | null {
  if ((REPORT_COLUMNS as readonly string[]).includes(name)) return null;
  if (samples.length > 0 && samples.every((sample) => sample.trim() === '')) return null;
  const base =
    foldText(name)
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, LONGEST_NAME) || 'field';
  let target = `attributes.${base}`;
  for (let n = 2; taken.has(target); n++) target = `attributes.${base}_${n}`;
  taken.add(target);
  return target;
}

function holdsAddresses(samples: readonly string[]): boolean {
  const filled = samples.filter((sample) => sample.trim() !== '');
  const addresses = filled.filter((sample) => sample.includes('@') && parseEmailAddress(sample).ok);
  return addresses.length > 0 && addresses.length * 2 >= filled.length;
}

function lettersOf(header: string): string {
  return foldText(header).replace(/[^\p{L}\p{N}]/gu, '');
}
