import type { Operand } from './offer.ts';
import { parseValue } from './parse-value.ts';
import type { RuleReader } from './rule-reader.ts';
import type { SegmentOperator, SegmentValue } from './segment-ast.ts';

/** What stands behind a field: an operator and its values. `not` for `NOT IN`, `IS NOT EMPTY` and the like. */
export interface Test {
  not: boolean;
  op: SegmentOperator;
  values: SegmentValue[];
}

const SIGNS = ['=', '!=', '<', '<=', '>', '>=', '~'] as const;

export function parseTest(reader: RuleReader, field: Operand): Test | null {
  for (const op of SIGNS) {
    if (reader.takeSymbol(op, { kind: 'symbol', symbol: op, operator: op, field })) return oneValue(reader, field, op);
  }
  if (reader.takeWord('is', { kind: 'word', word: 'is empty', operator: 'empty', field })) return parseEmpty(reader);
  const not = reader.takeWord('not', { kind: 'word', word: 'not in', operator: 'in', field });
  const test = parseWordTest(reader, field);
  return test && { ...test, not };
}

function parseWordTest(reader: RuleReader, field: Operand): Test | null {
  const take = (word: string, operator: SegmentOperator, whole = word) =>
    reader.takeWord(word, { kind: 'word', word: whole, operator, field });
  if (take('in', 'in')) return parseIn(reader, field);
  if (take('between', 'between')) return parseBetween(reader, field);
  if (take('contains', 'contains')) return oneValue(reader, field, 'contains');
  if (take('starts', 'starts_with', 'starts with')) {
    return reader.needWord('with') ? oneValue(reader, field, 'starts_with') : null;
  }
  if (take('ends', 'ends_with', 'ends with')) {
    return reader.needWord('with') ? oneValue(reader, field, 'ends_with') : null;
  }
  return reader.fail();
}

function parseEmpty(reader: RuleReader): Test | null {
  const not = reader.takeWord('not');
  if (reader.isWord('null')) return reader.report({ code: 'null_is_empty', span: reader.token, suggestion: 'EMPTY' });
  return reader.needWord('empty') ? { not, op: 'empty', values: [] } : null;
}

function oneValue(reader: RuleReader, field: Operand, op: SegmentOperator): Test | null {
  const value = parseValue(reader, field);
  return value && { not: false, op, values: [value] };
}

function parseIn(reader: RuleReader, field: Operand): Test | null {
  if (!reader.needSymbol('(')) return null;
  const values: SegmentValue[] = [];
  do {
    const value = parseValue(reader, field);
    if (!value) return null;
    values.push(value);
  } while (reader.takeSymbol(','));
  return reader.needSymbol(')') ? { not: false, op: 'in', values } : null;
}

function parseBetween(reader: RuleReader, field: Operand): Test | null {
  const low = parseValue(reader, field);
  if (!low || !reader.needWord('and')) return null;
  const high = parseValue(reader, field);
  return high && { not: false, op: 'between', values: [low, high] };
}
