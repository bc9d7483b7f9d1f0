import { nearestName } from './nearest-name.ts';
import { parseEngagement } from './parse-engagement.ts';
import { parseMeasure } from './parse-measure.ts';
import { parseTest } from './parse-test.ts';
import { parseTarget } from './parse-value.ts';
import { isReservedWord } from './reserved-words.ts';
import type { RuleReader } from './rule-reader.ts';
import {
  ENGAGEMENTS,
  type FieldName,
  type SegmentCondition,
  type SegmentNode,
  type SegmentTarget,
} from './segment-ast.ts';
import { isBuiltInField } from './segment-field.ts';

const STATES = ['subscribed', 'unconfirmed', 'unsubscribed', 'any'] as const;
const CALLS = [...ENGAGEMENTS, 'count', 'sum'] as const;

/** A condition; one that is written the other way round (`country NOT IN ...`) comes as a `not`. */
export function parseCondition(reader: RuleReader): SegmentNode | null {
  const { from } = reader.token;
  if (reader.takeWord('in', { kind: 'word', word: 'in list' })) return parseIn(reader, from);
  if (reader.takeWord('tag')) return parseTag(reader, from);
  if (reader.takeWord('segment')) return parseUse(reader, from);
  for (const act of ENGAGEMENTS) if (reader.takeWord(act)) return parseEngagement(reader, act, from);
  for (const measure of ['count', 'sum'] as const) {
    if (reader.takeWord(measure)) return parseMeasure(reader, measure, from);
  }
  const field = parseField(reader);
  if (!field) return null;
  const test = parseTest(reader, { kind: 'field', field });
  if (!test) return null;
  const span = reader.spanFrom(from);
  const comparison: SegmentNode = { kind: 'comparison', field, op: test.op, values: test.values, span };
  return test.not ? negated(comparison) : comparison;
}

function parseField(reader: RuleReader): FieldName | null {
  const { from } = reader.token;
  if (reader.takeWord('attributes')) {
    if (!reader.needSymbol('.')) return null;
    reader.offer({ kind: 'custom_field' });
    if (reader.token.kind !== 'word' && reader.token.kind !== 'text') return reader.fail();
    return { name: reader.next().text, custom: true, span: reader.spanFrom(from) };
  }
  reader.offer({ kind: 'field' });
  const { token } = reader;
  if (token.kind !== 'word' || isReservedWord(token.text)) return misplaced(reader);
  const ahead = reader.peek(1);
  const call = ahead.kind === 'symbol' && ahead.text === '(' ? nearestName(token.text, CALLS) : null;
  if (call)
    return reader.report({
      code: 'word_mistyped',
      span: token,
      values: { found: `"${token.text}"` },
      suggestion: call,
    });
  reader.next();
  const name = token.text.toLowerCase();
  const custom = !isBuiltInField(name);
  return { name: custom ? token.text : name, custom, span: reader.spanFrom(from) };
}

function misplaced(reader: RuleReader): null {
  const ahead = reader.peek(1);
  if (!reader.isWord('list') || (ahead.text !== '=' && ahead.kind !== 'text')) return reader.fail();
  const to = ahead.text === '=' ? ahead.to : reader.token.to;
  return reader.report({ code: 'list_form', span: { from: reader.token.from, to }, suggestion: 'in list' });
}

function parseIn(reader: RuleReader, from: number): SegmentNode | null {
  if (reader.takeWord('segment')) {
    const segment = parseTarget(reader, 'segment');
    return segment && { kind: 'segment', segment, span: reader.spanFrom(from) };
  }
  if (!reader.needWord('list')) return null;
  const list = parseTarget(reader, 'list');
  if (!list) return null;
  if (!reader.takeWord('as')) return { kind: 'list', list, state: 'subscribed', span: reader.spanFrom(from) };
  const state = STATES.find((one) => reader.takeWord(one));
  return state ? { kind: 'list', list, state, span: reader.spanFrom(from) } : reader.fail();
}

function parseTag(reader: RuleReader, from: number): SegmentNode | null {
  const differs = reader.takeSymbol('!=');
  if (differs || reader.takeSymbol('=')) {
    const tag = parseTarget(reader, 'tag');
    return tag && side({ kind: 'tag', tags: [tag], span: reader.spanFrom(from) }, differs);
  }
  const not = reader.takeWord('not');
  if (!reader.needWord('in') || !reader.needSymbol('(')) return null;
  const tags: SegmentTarget[] = [];
  do {
    const tag = parseTarget(reader, 'tag');
    if (!tag) return null;
    tags.push(tag);
  } while (reader.takeSymbol(','));
  return reader.needSymbol(')') ? side({ kind: 'tag', tags, span: reader.spanFrom(from) }, not) : null;
}

function parseUse(reader: RuleReader, from: number): SegmentNode | null {
  const differs = reader.takeSymbol('!=');
  if (!differs && !reader.needSymbol('=')) return null;
  const segment = parseTarget(reader, 'segment');
  return segment && side({ kind: 'segment', segment, span: reader.spanFrom(from) }, differs);
}

function side(condition: SegmentCondition, not: boolean): SegmentNode {
  return not ? negated(condition) : condition;
}

function negated(condition: SegmentNode): SegmentNode {
  return { kind: 'not', child: condition, span: condition.span };
}
