import { reasonOfValue } from '../reason/reason.ts';
import type { Coerced, NumberStyle } from './field-value.ts';

const AROUND = /^(?:[€$£¥]|EUR|USD|GBP|CHF)\s*|\s*(?:[€$£¥%]|EUR|USD|GBP|CHF)$/gi;
const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const SPACES = /(?<=\d)[\s\u00a0\u202f'’](?=\d{3})/g;

/**
 * Reads `1234.5`, `1,234.50`, `1.234,50`, `12,5`, `1 234` and `€ 12.00`. `style` decides only what can be read in both ways: one sign
 * with exactly three digits behind it.
 */
export function readNumber(given: unknown, style: NumberStyle): Coerced {
  if (typeof given === 'number' && Number.isFinite(given)) return { ok: true, value: given };
  if (typeof given === 'boolean') return { ok: true, value: Number(given) };
  const text = typeof given === 'string' ? given : '';
  const bare = text.replace(AROUND, '').replace(/^[−–]/, '-').replace(SPACES, '');
  const number = withPoint(bare, style);
  if (!PLAIN.test(number)) {
    return { ok: false, problem: reasonOfValue('number', text) };
  }
  const value = Number(number);
  if (!Number.isFinite(value)) return { ok: false, problem: reasonOfValue('number_large', text) };
  return { ok: true, value };
}

function withPoint(text: string, style: NumberStyle): string {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point < 0 && comma < 0) return text;
  if (point >= 0 && comma >= 0) return point > comma ? ungrouped(text, ',') : ungrouped(text, '.').replace(',', '.');
  const sign = point >= 0 ? '.' : ',';
  const groups = isGrouped(text, sign);
  const several = text.indexOf(sign) !== text.lastIndexOf(sign);
  if (groups && (several || sign !== style)) return text.replaceAll(sign, '');
  return sign === ',' ? text.replace(',', '.') : text;
}

/** Takes the signs between groups of three away, where they stand between such. */
function ungrouped(text: string, sign: '.' | ','): string {
  const decimals = sign === ',' ? '.' : ',';
  const [whole = '', ...rest] = text.split(decimals);
  return isGrouped(whole, sign) ? [whole.replaceAll(sign, ''), ...rest].join(decimals) : text;
}

function isGrouped(text: string, sign: '.' | ','): boolean {
  return sign === ',' ? /^[+-]?[1-9]\d{0,2}(,\d{3})+$/.test(text) : /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(text);
}
