import type { EditorState } from '@uiw/react-codemirror';
import { fieldPath, MERGE_FIELDS, type MergeField } from '../merge-field-tag.ts';

/** What can be done with a value, as the template language knows it, with what it makes of an example. */
export const LIQUID_FILTERS: Record<string, string> = {
  default: 'default: "there"',
  capitalize: 'capitalize',
  upcase: 'upcase',
  downcase: 'downcase',
  truncate: 'truncate: 20',
  date: 'date: "%d %B %Y"',
  round: 'round: 2',
  plus: 'plus: 1',
  minus: 'minus: 1',
  times: 'times: 2',
  divided_by: 'divided_by: 2',
  append: 'append: "!"',
  prepend: 'prepend: "Dear "',
  replace: 'replace: "a", "b"',
  strip: 'strip',
  first: 'first',
  last: 'last',
  size: 'size',
  join: 'join: ", "',
  split: 'split: ","',
  escape: 'escape',
  url_encode: 'url_encode',
  newline_to_br: 'newline_to_br',
};

/** A field of the organization's own. */
export interface OwnField {
  key: string;
  label: string;
  /** Its type, in words. */
  type: string;
}

interface Words {
  own: readonly OwnField[];
  nameOf(field: Exclude<MergeField, 'attribute'>): string;
  /** What built-in fields are. */
  text: string;
}

export interface Offer {
  label: string;
  detail: string;
  apply: string;
  type: 'property' | 'function';
}

/** What the editor hands over and takes back. */
interface Asked {
  state: EditorState;
  pos: number;
}

interface Offered {
  from: number;
  options: Offer[];
  validFor: RegExp;
}

/** No output is longer: what stands further away is another one. */
const LONGEST = 400;

/** Offers merge fields after `{{`, and filters after `|`: the same fields as the menu. */
export function mergeCompletion(words: Words) {
  return ({ state, pos }: Asked): Offered | null => {
    const before = state.doc.sliceString(Math.max(0, pos - LONGEST), pos);
    const after = state.doc.sliceString(pos, Math.min(state.doc.length, pos + LONGEST));
    const found = mergeOffers({ before, after }, words);
    return found && { from: pos - found.typed, options: found.options, validFor: /^[\w.]*$/ };
  };
}

/** @returns what can stand there and how many letters of it are there already; null outside of an output */
export function mergeOffers(
  { before, after }: { before: string; after: string },
  words: Words,
): { typed: number; options: Offer[] } | null {
  const inner = /\{\{-?((?:(?!\}\}).)*)$/s.exec(before)?.[1];
  if (inner === undefined) return null;
  const ending = closing(after);
  const filter = /\|\s*(\w*)$/.exec(inner);
  if (filter) {
    if (isQuoted(inner)) return null;
    const space = /\|$/.test(inner) ? ' ' : '';
    const options = Object.entries(LIQUID_FILTERS).map(
      ([label, written]): Offer => ({ label, detail: written, apply: `${space}${written}${ending}`, type: 'function' }),
    );
    return { typed: filter[1]?.length ?? 0, options };
  }
  const field = /^\s*([\w.]*)$/.exec(inner);
  if (!field) return null;
  const space = inner === '' ? ' ' : '';
  const typed = field[1]?.length ?? 0;
  const lead = inner.length === typed && inner !== '' ? ' ' : space;
  const offers = fieldOffers(words).map((offer) => ({ ...offer, apply: `${lead}${offer.label}${ending}` }));
  return { typed, options: offers };
}

function fieldOffers({ own, nameOf, text }: Words): Omit<Offer, 'apply'>[] {
  return MERGE_FIELDS.flatMap((field): Omit<Offer, 'apply'>[] =>
    field === 'attribute'
      ? own.map(({ key, label, type }) => ({
          label: fieldPath({ field, attribute: key }),
          detail: `${label}, ${type}`,
          type: 'property',
        }))
      : [{ label: field, detail: `${nameOf(field)}, ${text}`, type: 'property' }],
  );
}

/** Whatever is missing of the end. */
function closing(after: string): string {
  if (/^\s+-?\}\}/.test(after)) return '';
  if (/^-?\}\}/.test(after)) return ' ';
  return /^[^{\n]*\}\}/.test(after) ? '' : ' }}';
}

function isQuoted(text: string): boolean {
  const bare = text.replace(/"[^"]*"|'[^']*'/g, '');
  return /["']/.test(bare);
}
