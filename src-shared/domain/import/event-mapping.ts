import { fieldKeyFor } from '../custom-field/custom-field.ts';
import { parseEmailAddress } from '../email-address.ts';
import { foldText } from '../search-text.ts';
import { type ColumnSample, REPORT_COLUMNS } from './import-mapping.ts';

/** Places a column of a file of events can go to: whom it is about, what happened and when, its own key, or a value (`data.amount`). */
export const EVENT_TARGETS = ['email', 'external_id', 'contact_id', 'event', 'at', 'key'] as const;
export type EventTarget = (typeof EVENT_TARGETS)[number];

const VALUE = /^data\.([a-z][a-z0-9_]{0,47})$/;

/** Headers of shops and trackers, English and German, folded to letters and digits. */
const KNOWN: Record<EventTarget, string[]> = {
  email: ['email', 'mail', 'emailaddress', 'customeremail', 'useremail', 'emailadresse', 'mailadresse'],
  external_id: ['externalid', 'customerid', 'customernumber', 'userid', 'kundennummer', 'kundenid', 'kundennr'],
  contact_id: ['contactid', 'heraldid'],
  event: ['event', 'eventname', 'eventtype', 'action', 'activity', 'ereignis', 'aktion', 'vorgang'],
  at: [
    ...[
      'at',
      'time',
      'timestamp',
      'datetime',
      'date',
      'occurredat',
      'createdat',
      'eventtime',
      'eventdate',
      'happenedat',
    ],
    ...['orderdate', 'orderedat', 'purchasedate', 'purchasedat', 'paidat', 'processedat', 'invoicedate'],
    ...['datum', 'zeit', 'zeitpunkt', 'bestelldatum', 'kaufdatum', 'rechnungsdatum', 'bezahltam'],
  ],
  key: [
    ...['key', 'eventid', 'orderid', 'ordernumber', 'orderno', 'transactionid', 'invoicenumber', 'invoiceid', 'id'],
    ...['idempotencykey', 'bestellnummer', 'bestellnr', 'rechnungsnummer', 'transaktionsnummer', 'belegnummer'],
  ],
};

/** What a purchase has everywhere, so that rules written for one shop fit the next. */
const VALUES: Record<string, string[]> = {
  amount: [
    'amount',
    'total',
    'value',
    'revenue',
    'ordertotal',
    'grandtotal',
    'price',
    'betrag',
    'summe',
    'umsatz',
    'gesamt',
  ],
  currency: ['currency', 'currencycode', 'wahrung'],
};

const BY_HEADER = new Map([
  ...Object.entries(VALUES).flatMap(([name, headers]) => headers.map((header) => [header, `data.${name}`] as const)),
  ...Object.entries(KNOWN).flatMap(([target, headers]) => headers.map((header) => [header, target] as const)),
]);

/** Proposes a place for each column of a file of events; what is left becomes a value of the event. */
export function guessEventMapping(columns: readonly ColumnSample[]): (string | null)[] {
  const guesses: (string | null)[] = columns.map(({ name }) => BY_HEADER.get(lettersOf(name)) ?? null);
  const taken = new Set<string>();
  guesses.forEach((guess, at) => {
    if (guess && taken.has(guess)) guesses[at] = null;
    else if (guess) taken.add(guess);
  });
  if (!taken.has('email') && !taken.has('external_id')) {
    const at = columns.findIndex(({ samples }, i) => guesses[i] === null && samples.some(isAddress));
    if (at >= 0) guesses[at] = 'email';
  }
  const names = new Set([...taken].flatMap((target) => valueName(target) ?? []));
  return columns.map(({ name, samples }, at) => {
    if (guesses[at]) return guesses[at] ?? null;
    if ((REPORT_COLUMNS as readonly string[]).includes(name)) return null;
    if (samples.every((sample) => sample.trim() === '')) return null;
    const key = fieldKeyFor(name, names);
    names.add(key);
    return `data.${key}`;
  });
}

/** The value of an event that a target names; null for all others. */
export function valueName(target: string): string | null {
  return VALUE.exec(target)?.[1] ?? null;
}

export function isEventTarget(target: string): boolean {
  return (EVENT_TARGETS as readonly string[]).includes(target) || VALUE.test(target);
}

function isAddress(sample: string): boolean {
  return sample.includes('@') && parseEmailAddress(sample).ok;
}

function lettersOf(header: string): string {
  return foldText(header).replace(/[^\p{L}\p{N}]/gu, '');
}
