const MARKS = /\p{M}/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Text as it is searched and sorted: lower case, without accents, one space between words. */
export function foldText(text: string): string {
  if (text === '') return '';
  const plain = ASCII.test(text)
    ? text
    : text.normalize('NFKD').replace(MARKS, '').normalize('NFC').replaceAll('ß', 'ss');
  return plain.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The words of a search, folded, longest first; all of them must be found. */
export function searchWords(search: string): string[] {
  const words = foldText(search).split(' ').filter(Boolean);
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 8);
}
