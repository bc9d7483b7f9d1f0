import { type Reason, reason, reasonOfValue } from '../reason/reason.ts';
import type { FieldType } from './custom-field.ts';
import type { Coerced, CoerceOptions } from './field-value.ts';
import { readDate } from './read-date.ts';
import { readNumber } from './read-number.ts';

export const LONGEST_TEXT = 10_000;
export const LONGEST_ITEM = 200;
export const MOST_ITEMS = 100;
const CHOICES_NAMED = 5;

const YES = new Set(['true', 'yes', 'y', '1', 'on', 'x', 'ja', 'j', 'wahr', 'oui', 'si', 'sí']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'nein', 'falsch', 'non']);

/**
 * Brings a value, or the text that somebody typed or a file holds, into the form in which a field of this type is stored. Nothing, an
 * empty text and an empty list become null: the contact has no value. What doesn't fit is refused with a reason.
 */
export function coerceField(type: FieldType, given: unknown, options: CoerceOptions): Coerced {
  const value = typeof given === 'string' ? given.trim() : given;
  if (value === null || value === undefined || value === '') return { ok: true, value: null };
  switch (type) {
    case 'text':
      return coerceText(value);
    case 'number':
      return readNumber(value, options.decimal ?? '.');
    case 'boolean':
      return coerceBoolean(value);
    case 'date':
      return readDate(value, options);
    case 'choice':
      return coerceChoice(value, options.choices ?? []);
    case 'list':
      return coerceList(value);
  }
}

function coerceText(value: unknown): Coerced {
  const text = textOf(value);
  if (text === null) return refused(reason('text'));
  if (text.length > LONGEST_TEXT) return refused(reason('text_long', { most: LONGEST_TEXT }));
  return { ok: true, value: text };
}

function coerceBoolean(value: unknown): Coerced {
  if (typeof value === 'boolean') return { ok: true, value };
  const word = textOf(value)?.toLowerCase();
  if (word !== undefined && YES.has(word)) return { ok: true, value: true };
  if (word !== undefined && NO.has(word)) return { ok: true, value: false };
  return refused(reasonOfValue('boolean', textOf(value)));
}

function coerceChoice(value: unknown, choices: readonly string[]): Coerced {
  const text = textOf(value)?.toLowerCase();
  const choice = choices.find((one) => one.toLowerCase() === text);
  if (choice !== undefined) return { ok: true, value: choice };
  const some = choices.slice(0, CHOICES_NAMED);
  const more = choices.length - some.length;
  return refused(
    more > 0
      ? reasonOfValue('choice_of_many', textOf(value), { choices: some, more })
      : reasonOfValue('choice', textOf(value), { choices: some }),
  );
}

/** A text is taken apart at semicolons, bars and line ends, or at commas where it has none of them. */
function coerceList(value: unknown): Coerced {
  const parts = Array.isArray(value) ? value : splitItems(textOf(value) ?? '');
  const items = new Set<string>();
  for (const part of parts) {
    const item = textOf(part)?.trim();
    if (item === undefined) return refused(reason('list'));
    if (item.length > LONGEST_ITEM) return refused(reason('list_entry', { most: LONGEST_ITEM }));
    if (item !== '') items.add(item);
  }
  if (items.size > MOST_ITEMS) return refused(reason('list_long', { most: MOST_ITEMS }));
  return { ok: true, value: items.size > 0 ? [...items] : null };
}

function splitItems(text: string): string[] {
  return text.split(/[;|\n]/.test(text) ? /[;|\n]/ : ',');
}

/** Numbers, yes and no have one obvious text; a list has its entries one after the other. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return null;
}

function refused(problem: Reason): Coerced {
  return { ok: false, problem };
}
