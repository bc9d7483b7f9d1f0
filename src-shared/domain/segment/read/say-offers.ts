import type { Offer } from '../offer.ts';
import { usualWord } from '../reserved-words.ts';
import type { Token } from '../segment-token.ts';

const MOST_SAID = 14;
const LONGEST_SAID = 40;

/** `AND, OR`: what was looked for, each thing once, by examples rather than by words of one language. */
export function sayOffers(offers: readonly Offer[]): string {
  if (offers.some((offer) => offer.kind === 'field')) return "country = 'DE'";
  const said = [...new Set(offers.map(sayOffer))];
  const some = said.slice(0, MOST_SAID).join(', ');
  return said.length > MOST_SAID ? `${some} ...` : some;
}

/** What stands in the text, as a message quotes it. */
export function sayToken(token: Token): string {
  const text = token.text.length > LONGEST_SAID ? `${token.text.slice(0, LONGEST_SAID)}...` : token.text;
  return token.kind === 'text' ? `'${text}'` : `"${text}"`;
}

function sayOffer(offer: Offer): string {
  switch (offer.kind) {
    case 'word':
    case 'operator':
      return usualWord(offer.word);
    case 'symbol':
      return offer.symbol;
    case 'field':
    case 'custom_field':
      return 'plan';
    case 'value':
      return "'text', 12, 2026-12-31, now - 30d, true";
    case 'target':
      return "'Name'";
    case 'data':
      return 'amount';
    case 'number':
      return '12';
    case 'duration':
      return '30d';
  }
}
