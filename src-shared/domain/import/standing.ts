import { foldText } from '../search-text.ts';

/** What a file says about somebody and mail: they join the lists, with or without having confirmed, they don't, or they must get nothing. */
export const STANDINGS = [
  'subscribed',
  'unconfirmed',
  'none',
  'unsubscribed',
  'bounced',
  'complained',
  'blocked',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** The words of common exports, English and German, folded to letters. */
const WORDS: Record<Standing, string[]> = {
  subscribed: [
    ...['subscribed', 'active', 'enabled', 'confirmed', 'optedin', 'optin', 'granted', 'deliverable', 'yes', 'true'],
    ...['aktiv', 'angemeldet', 'abonniert', 'bestatigt', 'ja'],
  ],
  unconfirmed: ['unconfirmed', 'pending', 'optinpending', 'unbestatigt', 'ausstehend', 'wartend'],
  none: ['none', 'nonsubscribed', 'neversubscribed', 'notsubscribed', 'transactional', 'imported', 'new', 'keine'],
  unsubscribed: [
    ...['unsubscribed', 'unsubscribe', 'optedout', 'optout', 'inactive', 'removed', 'unsub', 'no', 'false'],
    ...['abgemeldet', 'ausgetragen', 'widerrufen', 'inaktiv', 'nein'],
  ],
  bounced: [
    ...['bounced', 'bounce', 'hardbounce', 'hardbounced', 'cleaned', 'invalid', 'undeliverable', 'dropped'],
    ...['unzustellbar', 'ungultig'],
  ],
  complained: ['complained', 'complaint', 'spam', 'spamreport', 'abuse', 'reported', 'markedasspam', 'beschwerde'],
  blocked: ['blocked', 'blocklisted', 'blacklisted', 'suppressed', 'banned', 'disabled', 'gesperrt', 'blockiert'],
};

const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([standing, words]) => words.map((word) => [word, standing as Standing])),
);

/** What a word of a file means; null for one that is not known. */
export function standingOf(cell: string): Standing | null {
  return BY_WORD.get(foldText(cell).replace(/[^\p{L}\p{N}]/gu, '')) ?? null;
}

/** Whether a standing puts the address on the suppression list. */
export function isOptOut(standing: Standing): standing is 'unsubscribed' | 'bounced' | 'complained' | 'blocked' {
  return OUT.has(standing);
}

const OUT: ReadonlySet<Standing> = new Set(['unsubscribed', 'bounced', 'complained', 'blocked']);
const NO = new Set(['no', 'n', 'false', '0', 'off', 'nein', 'falsch', 'non', '-']);

/** Whether a column that marks people is marked here: anything but a no, so a moment or a reason marks too. */
export function isMarked(cell: string): boolean {
  const word = cell.trim().toLowerCase();
  return word !== '' && !NO.has(word);
}
