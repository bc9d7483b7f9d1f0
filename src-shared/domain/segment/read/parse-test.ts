import type { Offer } from '../offer.ts';
import type { SegmentOperator, SegmentValue } from '../segment-ast.ts';
import { parseValue } from './parse-value.ts';
import type { RuleReader } from './rule-reader.ts';

/** What stands behind a field: an operator and its values. `not` for `NOT IN`, `IS NOT EMPTY` and the like. */
export interface Test {
  not: boolean;
  op: SegmentOperator;
  values: SegmentValue[];
}

const SIGNS: readonly SegmentOperator[] = ['=', '!=', '<', '<=', '>', '>=', '~'];
const offer = (word: string, operator: SegmentOperator): Offer => ({ kind: 'operator', word, operator });
const WORDS: readonly Offer[] = [
  offer('in', 'in'),
  offer('between', 'between'),
  offer('contains', 'contains'),
  offer('starts with', 'starts_with'),
  offer('ends with', 'ends_with'),
];
const OFFERS: readonly Offer[] = [
  ...SIGNS.map((sign) => offer(sign, sign)),
  ...WORDS,
  offer('not in', 'in'),
  offer('is empty', 'empty'),
];

/** What is tested is the operand of the reader. */
export function parseTest(reader: RuleReader): Test | null {
  reader.offer(OFFERS);
  const { token } = reader;
  const sign = token.kind === 'symbol' ? SIGNS.find((one) => one === token.text) : undefined;
  if (sign) {
    reader.next();
    return oneValue(reader, sign);
  }
  if (token.word === 'is') return parseEmpty(reader);
  if (token.word !== 'not') return parseWordTest(reader);
  reader.next();
  reader.offer(WORDS);
  const test = parseWordTest(reader);
  return test && { ...test, not: true };
}

function parseWordTest(reader: RuleReader): Test | null {
  switch (reader.token.word) {
    case 'in':
      return parseIn(reader);
    case 'between':
      return parseBetween(reader);
    case 'contains':
      reader.next();
      return oneValue(reader, 'contains');
    case 'starts':
      return parseWith(reader, 'starts_with');
    case 'ends':
      return parseWith(reader, 'ends_with');
    default:
      return reader.fail();
  }
}

function parseWith(reader: RuleReader, op: 'starts_with' | 'ends_with'): Test | null {
  reader.next();
  return reader.needWord('with') ? oneValue(reader, op) : null;
}

function parseEmpty(reader: RuleReader): Test | null {
  reader.next();
  const not = reader.takeWord('not');
  if (reader.isWord('null')) return reader.report({ code: 'null_is_empty', span: reader.token, suggestion: 'EMPTY' });
  return reader.needWord('empty') ? { not, op: 'empty', values: [] } : null;
}

function oneValue(reader: RuleReader, op: SegmentOperator): Test | null {
  const value = parseValue(reader);
  return value && { not: false, op, values: [value] };
}

function parseIn(reader: RuleReader): Test | null {
  reader.next();
  if (!reader.needSymbol('(')) return null;
  const values: SegmentValue[] = [];
  do {
    const value = parseValue(reader);
    if (!value) return null;
    values.push(value);
  } while (reader.takeSymbol(','));
  return reader.needSymbol(')') ? { not: false, op: 'in', values } : null;
}

function parseBetween(reader: RuleReader): Test | null {
  reader.next();
  const low = parseValue(reader);
  if (!low || !reader.needWord('and')) return null;
  const high = parseValue(reader);
  return high && { not: false, op: 'between', values: [low, high] };
}
