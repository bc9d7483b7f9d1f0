import type { Offer } from '../offer.ts';
import { usualWord } from '../reserved-words.ts';
import type { Token } from '../segment-token.ts';

const MOST_SAID = 12;
const LONGEST_SAID = 40;

/** `AND, OR or the end`: what was looked for, each thing once. */
export function sayOffers(offers: readonly Offer[]): string {
  if (offers.some((offer) => offer.kind === 'field')) return "a condition such as country = 'DE'";
  const said = [...new Set(offers.map(sayOffer))];
  const some = said.slice(0, MOST_SAID);
  const last = said.length > MOST_SAID ? 'others' : some.pop();
  return some.length === 0 ? (last ?? 'the end') : `${some.join(', ')} or ${last}`;
}

/** What stands in the text, as a message quotes it. */
export function sayToken(token: Token): string {
  if (token.kind === 'end') return 'The end';
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
      return 'the name of a field';
    case 'value':
      return 'a value';
    case 'target':
      return `the name of ${offer.target === 'event' ? 'an' : 'a'} ${offer.target} in quotes`;
    case 'data':
      return 'a value of the event';
    case 'number':
      return 'a number';
    case 'duration':
      return 'a length of time such as 30d';
  }
}
