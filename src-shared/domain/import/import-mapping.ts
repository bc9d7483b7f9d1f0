import { type CustomField, fieldKeyFor } from '../custom-field/custom-field.ts';
import { parseEmailAddress } from '../email-address.ts';
import { foldText } from '../search-text.ts';
import { standingOf } from './standing.ts';

/**
 * Built-in places a column can go to. `name` is split into first and last; `consent` says who joins the lists; `standing` says it in
 * words (subscribed, bounced); `opt_out` and `bounced` mark those who get nothing; `attributes` is a JSON object of custom fields.
 */
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
  'tags',
  'consent',
  'standing',
  'opt_out',
  'bounced',
  'attributes',
] as const;
export type BuiltInTarget = (typeof BUILT_IN_TARGETS)[number];

/** Columns that Herald itself adds to the file of rejected rows. */
export const REPORT_COLUMNS = ['herald_line', 'herald_result', 'herald_reason'] as const;

const ATTRIBUTE = /^attributes\.([a-z][a-z0-9_]{0,47})$/;

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
  tags: ['tags', 'tag', 'labels', 'contacttags', 'schlagworte', 'schlagworter', 'stichworte', 'etiketten'],
  standing: [
    ...['status', 'subscriptionstatus', 'subscriberstatus', 'emailstatus', 'memberstatus', 'emailmarketingstatus'],
    ...['emailsubscriptionstatus', 'emailsubscriberstatus', 'marketingstatus', 'anmeldestatus', 'abostatus'],
  ],
  opt_out: [
    ...['optout', 'optedout', 'emailoptout', 'hasoptedoutofemail', 'unsubscribed', 'unsubscribedfromallemail'],
    ...['unsubscribedat', 'unsubscribedon', 'unsubscribedate', 'unsubtime', 'donotemail', 'donotbulkemail'],
    ...[
      'emailblacklisted',
      'emailblocklisted',
      'blacklisted',
      'blocklisted',
      'abgemeldet',
      'abgemeldetam',
      'widerspruch',
    ],
  ],
  bounced: [
    'bounced',
    'hardbounce',
    'hardbounced',
    'emailbounced',
    'bouncedat',
    'bouncedate',
    'cleantime',
    'unzustellbar',
  ],
  attributes: [],
};

const BY_HEADER = new Map(
  Object.entries(KNOWN).flatMap(([target, headers]) => headers.map((header) => [header, target as BuiltInTarget])),
);

export interface ColumnSample {
  name: string;
  samples: readonly string[];
}

/**
 * Proposes a place for each column. No two columns share one; the address is also known by what stands in the column, a column of states
 * only by its words; whatever is left becomes a custom field: `known` where one has that name, else one named after the header, but not
 * by a `reserved` key.
 */
export function guessMapping(
  columns: readonly ColumnSample[],
  known: readonly Pick<CustomField, 'key' | 'label'>[] = [],
  reserved: readonly string[] = [],
): (string | null)[] {
  const guesses: (string | null)[] = columns.map((column) => builtInFor(column));
  const taken = new Set<string>();
  guesses.forEach((guess, at) => {
    if (guess && taken.has(guess)) guesses[at] = null;
    else if (guess) taken.add(guess);
  });
  if (!taken.has('email')) {
    const at = columns.findIndex((column, i) => guesses[i] === null && holdsAddresses(column.samples));
    if (at >= 0) guesses[at] = 'email';
  }
  const keys = new Set<string>(reserved);
  return columns.map((column, at) => guesses[at] ?? attributeFor(column, known, keys));
}

function builtInFor({ name, samples }: ColumnSample): BuiltInTarget | null {
  const target = BY_HEADER.get(lettersOf(name)) ?? null;
  if (target !== 'standing') return target;
  const words = samples.filter((sample) => sample.trim() !== '');
  return words.length > 0 && words.every((word) => standingOf(word) !== null) ? target : null;
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

function attributeFor(
  { name, samples }: ColumnSample,
  known: readonly Pick<CustomField, 'key' | 'label'>[],
  taken: Set<string>,
): string | null {
  if ((REPORT_COLUMNS as readonly string[]).includes(name)) return null;
  if (samples.length > 0 && samples.every((sample) => sample.trim() === '')) return null;
  const wanted = fieldKeyFor(name);
  const label = foldText(name);
  const field = known.find((one) => !taken.has(one.key) && (one.key === wanted || foldText(one.label) === label));
  const key = field?.key ?? fieldKeyFor(name, taken);
  taken.add(key);
  return `attributes.${key}`;
}

function holdsAddresses(samples: readonly string[]): boolean {
  const filled = samples.filter((sample) => sample.trim() !== '');
  const addresses = filled.filter((sample) => sample.includes('@') && parseEmailAddress(sample).ok);
  return addresses.length > 0 && addresses.length * 2 >= filled.length;
}

function lettersOf(header: string): string {
  return foldText(header).replace(/[^\p{L}\p{N}]/gu, '');
}
