/** Words that mean something in a rule. A field of such a name is written `attributes.count`, a value of an event `data.event`. */
const RESERVED: ReadonlySet<string> = new Set(
  `and or not in is between contains starts ends with empty null like true false now today yesterday tomorrow
   list tag segment campaign event attributes data any as at least most exactly times time within
   opened clicked received any_open any_click count sum`.split(/\s+/),
);

const CAPITALS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'not in',
  'in',
  'is empty',
  'empty',
  'between',
  'contains',
  'starts with',
  'ends with',
  'with',
]);

/** A word as the usual text of a rule has it: operators in capitals, everything else in small letters. */
export function usualWord(word: string): string {
  return CAPITALS.has(word) ? word.toUpperCase() : word;
}

export function isReservedWord(word: string): boolean {
  return RESERVED.has(word.toLowerCase());
}

const PLAIN_WORD = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** Whether a name can stand in a rule as it is, without prefix and quotes. */
export function isPlainName(name: string): boolean {
  return PLAIN_WORD.test(name) && !isReservedWord(name);
}

export function isWord(name: string): boolean {
  return PLAIN_WORD.test(name);
}
