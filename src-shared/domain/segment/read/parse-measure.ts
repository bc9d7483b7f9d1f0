import { wordOffer } from '../offer.ts';
import { isReservedWord } from '../reserved-words.ts';
import {
  type DataCondition,
  type DataName,
  MEASURE_OPERATORS,
  type SegmentMeasure,
  type Window,
} from '../segment-ast.ts';
import { parseWindow } from './parse-engagement.ts';
import { parseTest } from './parse-test.ts';
import { parseNumber, parseTarget } from './parse-value.ts';
import type { RuleReader } from './rule-reader.ts';

/** Behind `count` or `sum`: which events in parentheses, a comparison, and a window before or behind it. */
export function parseMeasure(reader: RuleReader, measure: 'count' | 'sum', from: number): SegmentMeasure | null {
  if (!reader.needSymbol('(')) return null;
  const of = measure === 'sum' ? parseDataName(reader, null) : null;
  if (measure === 'sum' && (!of || !reader.needSymbol(','))) return null;
  if (!reader.needWord('event') || !reader.needSymbol('=')) return null;
  const event = parseTarget(reader, 'event');
  if (!event) return null;
  const where: DataCondition[] = [];
  while (reader.takeSymbol(',')) {
    const condition = parseDataCondition(reader, event.name);
    if (!condition) return null;
    where.push(condition);
  }
  if (!reader.needSymbol(')')) return null;
  const tail = parseTail(reader);
  return tail && { kind: 'measure', measure, of, event, where, ...tail, span: reader.spanFrom(from) };
}

function parseTail(reader: RuleReader): Pick<SegmentMeasure, 'op' | 'value' | 'window'> | null {
  let window: Window | null = null;
  if (reader.isWord('within')) {
    window = parseWindow(reader);
    if (!window) return null;
  }
  const op = MEASURE_OPERATORS.find((sign) => reader.takeSymbol(sign));
  if (!op) return reader.fail();
  const value = parseNumber(reader);
  if (value === null) return null;
  if (window) return { op, value, window };
  reader.offer(wordOffer('within'));
  if (!reader.isWord('within')) return { op, value, window };
  window = parseWindow(reader);
  return window && { op, value, window };
}

function parseDataCondition(reader: RuleReader, event: string): DataCondition | null {
  const { from } = reader.token;
  const before = reader.takeWord('not');
  const data = parseDataName(reader, event);
  if (!data) return null;
  reader.operand = { kind: 'data', event, name: data.name };
  const test = parseTest(reader);
  if (!test) return null;
  return { not: before !== test.not, data, op: test.op, values: test.values, span: reader.spanFrom(from) };
}

/** A name in the data of an event (null where that is not known yet); one that is no plain word is written `data.'...'`. */
function parseDataName(reader: RuleReader, event: string | null): DataName | null {
  reader.operand = { kind: 'data', event, name: '' };
  const { from } = reader.token;
  if (reader.takeWord('data')) {
    if (!reader.needSymbol('.')) return null;
    reader.offer({ kind: 'data' });
    if (reader.token.kind !== 'word' && reader.token.kind !== 'text') return reader.fail();
    return { name: reader.next().text, span: reader.spanFrom(from) };
  }
  reader.offer({ kind: 'data' });
  if (reader.token.kind !== 'word' || isReservedWord(reader.token.text)) return reader.fail();
  return { name: reader.next().text, span: reader.spanFrom(from) };
}
