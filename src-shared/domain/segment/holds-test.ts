import { foldText } from '../search-text.ts';
import { compareText } from './compare-text.ts';
import type { PersonValue } from './person-value.ts';
import type { DateValue, RelativeDateValue, SegmentOperator, SegmentValue } from './segment-ast.ts';
import type { ResolvedDate, SegmentClock } from './segment-clock.ts';

/**
 * Whether a value stands a test. What SQL has to match:
 *
 * - A missing value (null, '', []) stands `empty` and nothing else. A value of another type than the one it is compared with stands
 *   nothing: the text '5' is neither equal nor unequal to the number 5, nor less or more.
 * - Texts are equal when their code points are, and ordered by them (BINARY). Nothing is trimmed or normalised. `contains`,
 *   `starts_with` and `ends_with` are exact as well. Only `~` folds, both sides, by `foldText` of search-text.ts: case, accents, runs
 *   of white space.
 * - A list stands `contains` and `in` when one of its entries equals one of the texts, and `~` when one of its entries does.
 * - Numbers are IEEE doubles.
 * - Dates: where either side is a day, days of the organization's zone are compared, otherwise moments. So `created_at = today` is all
 *   of today, and `created_at <= 2026-01-31` includes the evening of that day. A stored text that is no date stands nothing.
 */
export function holdsTest(
  stored: PersonValue | null,
  { op, values }: { op: SegmentOperator; values: readonly SegmentValue[] },
  clock: SegmentClock,
): boolean {
  if (op === 'empty') return stored === null;
  if (stored === null) return false;
  if (Array.isArray(stored)) return holdsList(stored, op, values);
  const compare = (value: SegmentValue | undefined) => (value ? compareValue(stored, value, clock) : null);
  const [first, second] = values;
  switch (op) {
    case 'in':
      return values.some((value) => compare(value) === 0);
    case 'between':
      return isIn(compare(first), '>=') && isIn(compare(second), '<=');
    case 'contains':
    case 'starts_with':
    case 'ends_with':
    case '~':
      return typeof stored === 'string' && first?.type === 'text' && holdsText(stored, op, first.value);
    default:
      return isIn(compare(first), op);
  }
}

/** Whether an order (negative, 0, positive; null for what has none) is the one that a sign asks for. */
export function isIn(order: number | null, op: '=' | '!=' | '<' | '<=' | '>' | '>='): boolean {
  if (order === null) return false;
  switch (op) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function holdsList(stored: readonly string[], op: SegmentOperator, values: readonly SegmentValue[]): boolean {
  const texts = values.flatMap((value) => (value.type === 'text' ? [value.value] : []));
  if (op === 'contains' || op === 'in') return texts.some((text) => stored.includes(text));
  return op === '~' && texts.some((text) => stored.some((item) => holdsText(item, '~', text)));
}

function holdsText(stored: string, op: 'contains' | 'starts_with' | 'ends_with' | '~', text: string): boolean {
  if (op === 'contains') return stored.includes(text);
  if (op === 'starts_with') return stored.startsWith(text);
  return op === 'ends_with' ? stored.endsWith(text) : foldText(stored).includes(foldText(text));
}

/** Null for what can't be compared. */
function compareValue(stored: string | number | boolean, value: SegmentValue, clock: SegmentClock): number | null {
  switch (value.type) {
    case 'text':
      return typeof stored === 'string' ? compareText(stored, value.value) : null;
    case 'number':
      return typeof stored === 'number' ? Math.sign(stored - value.value) : null;
    case 'boolean':
      return typeof stored === 'boolean' ? Number(stored) - Number(value.value) : null;
    default:
      return typeof stored === 'string' ? compareDate(stored, value, clock) : null;
  }
}

const DAY_TEXT = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT_TEXT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

function compareDate(stored: string, value: DateValue | RelativeDateValue, clock: SegmentClock): number | null {
  const date = clock.resolve(value);
  if (DAY_TEXT.test(stored)) return compareText(stored, date.day);
  const moment = MOMENT_TEXT.test(stored) ? Date.parse(stored) : Number.NaN;
  return Number.isNaN(moment) ? null : compareMoment(moment, date);
}

function compareMoment(moment: number, date: ResolvedDate): number {
  if (date.moment !== null) return moment - date.moment;
  if (moment < date.from) return -1;
  return moment < date.to ? 0 : 1;
}
