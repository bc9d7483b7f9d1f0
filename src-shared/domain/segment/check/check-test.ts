import { foldText } from '../../search-text.ts';
import { compareText } from '../compare-text.ts';
import { printValue } from '../print-segment.ts';
import { quoteText } from '../quote-text.ts';
import { readDateText } from '../read/read-date-text.ts';
import type { SegmentOperator, SegmentValue, Span } from '../segment-ast.ts';
import type { SegmentFieldType } from '../segment-field.ts';
import { OPERATORS_OF, operatorText, typeOfValue, VALUE_TYPE_OF, type ValueType } from '../segment-operators.ts';
import type { CheckNotes } from './check-notes.ts';

/** An operator and its values behind something of a known type. */
export interface TypedTest {
  /** As written in the rule. */
  name: string;
  type: SegmentFieldType;
  choices?: readonly string[];
  op: SegmentOperator;
  values: readonly SegmentValue[];
  span: Span;
}

const MOST_CHOICES = 12;

export function checkTest(notes: CheckNotes, test: TypedTest): void {
  const { name, type, op, values, span } = test;
  if (!OPERATORS_OF[type].includes(op)) {
    const operators = OPERATORS_OF[type].map(operatorText).join(', ');
    const told = { field: name, field_type: type, operator: operatorText(op), operators };
    notes.problems.push({ code: 'operator_mismatch', span, values: told, suggestion: null });
    return;
  }
  const before = notes.problems.length;
  for (const value of values) {
    if (notes.isFull) return;
    checkValue(notes, test, value);
  }
  if (op === 'between' && notes.problems.length === before) checkOrder(notes, test);
}

function checkValue(notes: CheckNotes, test: TypedTest, value: SegmentValue): void {
  const { name, type, choices, op } = test;
  const { span } = value;
  const needed = VALUE_TYPE_OF[type];
  if (typeOfValue(value) !== needed) {
    const values = { field: name, field_type: type, value: printValue(value), value_type: typeOfValue(value) };
    notes.problems.push({ code: 'type_mismatch', span, values, suggestion: asType(value, needed) });
  } else if (value.type === 'text' && isSearch(op)) {
    const isEmpty = op === '~' ? foldText(value.value) === '' : value.value === '';
    if (isEmpty) notes.problems.push({ code: 'search_empty', span });
  } else if (value.type === 'text' && value.value === '') {
    notes.problems.push({ code: 'text_empty', span });
  } else if (value.type === 'text' && choices && !choices.includes(value.value)) {
    const near = notes.near(value.value, choices);
    const values = { field: name, value: value.value, choices: someOf(choices) };
    notes.problems.push({ code: 'choice_unknown', span, values, suggestion: near === null ? null : quoteText(near) });
  }
}

function someOf(choices: readonly string[]): string {
  const some = choices.slice(0, MOST_CHOICES).map(quoteText);
  return choices.length > some.length ? `${some.join(', ')} ...` : some.join(', ');
}

function isSearch(op: SegmentOperator): boolean {
  return op === '~' || op === 'contains' || op === 'starts_with' || op === 'ends_with';
}

/** What somebody who forgot or added quotes wanted to write. */
function asType(value: SegmentValue, needed: ValueType): string | null {
  if (needed === 'text') return value.type === 'relative_date' ? null : quoteText(printValue(value));
  if (value.type !== 'text') return null;
  const text = value.value.trim();
  if (needed === 'date') return readDateText(text);
  if (needed === 'boolean')
    return /^(?:true|yes|1)$/i.test(text) ? 'true' : /^(?:false|no|0)$/i.test(text) ? 'false' : null;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? text : null;
}

function checkOrder(notes: CheckNotes, { values: [low, high], span }: TypedTest): void {
  if (!low || !high || !isReversed(low, high)) return;
  const values = { low: printValue(low), high: printValue(high) };
  notes.problems.push({ code: 'between_reversed', span, values, suggestion: null });
}

function isReversed(low: SegmentValue, high: SegmentValue): boolean {
  if (low.type === 'number' && high.type === 'number') return low.value > high.value;
  if (low.type === 'text' && high.type === 'text') return compareText(low.value, high.value) > 0;
  // Days compare as texts; what else two dates are depends on the zone.
  return low.type === 'date' && high.type === 'date' && low.value.slice(0, 10) > high.value.slice(0, 10);
}
