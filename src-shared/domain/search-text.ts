const MARKS = /\p{M}/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Letters that Unicode does not take apart, as people type them who lack the key. */
const PLAIN: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Text as it is searched and sorted: lower case, without accents, one space between words. */
export function foldText(text: string): string {
  if (text === '') return '';
  return (ASCII.test(text) ? text.toLowerCase() : plainLetters(text)).replace(/\s+/g, ' ').trim();
}

function plainLetters(text: string): string {
  const bare = text.normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase();
  return bare.replace(SPECIAL, (letter) => PLAIN[letter] ?? letter);
}

/** The words of a search, folded, longest first; all of them must be found. */
export function searchWords(search: string): string[] {
  const words = foldText(search).split(' ').filter(Boolean);
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 8);
}
