import { nearestName } from '../nearest-name.ts';
import { type Offer, wordOffer } from '../offer.ts';
import { isReservedWord } from '../reserved-words.ts';
import {
  ENGAGEMENTS,
  type FieldName,
  type SegmentCondition,
  type SegmentNode,
  type SegmentTarget,
} from '../segment-ast.ts';
import { isBuiltInField } from '../segment-field.ts';
import { parseEngagement } from './parse-engagement.ts';
import { parseMeasure } from './parse-measure.ts';
import { parseTest } from './parse-test.ts';
import { parseTarget } from './parse-value.ts';
import type { RuleReader } from './rule-reader.ts';
import { sayToken } from './say-offers.ts';

const STATES = ['subscribed', 'unconfirmed', 'unsubscribed', 'any'] as const;
const CALLS = [...ENGAGEMENTS, 'count', 'sum'] as const;

const STARTS: readonly Offer[] = [
  { kind: 'field' },
  ...['in list', 'tag', 'segment', ...CALLS, 'attributes'].map(wordOffer),
];

/** A condition; one that is written the other way round (`country NOT IN ...`) comes as a `not`. */
export function parseCondition(reader: RuleReader): SegmentNode | null {
  reader.offer(STARTS);
  const { word, from } = reader.token;
  const parse = Object.hasOwn(PARSERS, word) ? PARSERS[word] : undefined;
  if (!parse) return parseComparison(reader, from);
  reader.next();
  return parse(reader, from);
}

const PARSERS: Record<string, (reader: RuleReader, from: number) => SegmentNode | null> = {
  in: parseIn,
  tag: parseTag,
  segment: parseUse,
  attributes: parseAttribute,
  count: (reader, from) => parseMeasure(reader, 'count', from),
  sum: (reader, from) => parseMeasure(reader, 'sum', from),
  ...Object.fromEntries(
    ENGAGEMENTS.map((act) => [act, (reader: RuleReader, from: number) => parseEngagement(reader, act, from)]),
  ),
};

function parseComparison(reader: RuleReader, from: number): SegmentNode | null {
  const field = parseField(reader);
  return field && parseBehind(reader, field, from);
}

function parseAttribute(reader: RuleReader, from: number): SegmentNode | null {
  if (!reader.needSymbol('.')) return null;
  reader.offer({ kind: 'custom_field' });
  if (reader.token.kind !== 'word' && reader.token.kind !== 'text') return reader.fail();
  return parseBehind(reader, { name: reader.next().text, custom: true, span: reader.spanFrom(from) }, from);
}

function parseBehind(reader: RuleReader, field: FieldName, from: number): SegmentNode | null {
  reader.operand = { kind: 'field', name: field.name, custom: field.custom };
  const test = parseTest(reader);
  if (!test) return null;
  const span = reader.spanFrom(from);
  return side({ kind: 'comparison', field, op: test.op, values: test.values, span }, test.not);
}

function parseField(reader: RuleReader): FieldName | null {
  const { token } = reader;
  if (token.kind !== 'word' || isReservedWord(token.text)) return misplaced(reader);
  const suggestion = meantCall(reader);
  if (suggestion) {
    return reader.report({ code: 'word_mistyped', span: token, values: { found: sayToken(token) }, suggestion });
  }
  reader.next();
  const custom = !isBuiltInField(token.word);
  return { name: custom ? token.text : token.word, custom, span: { from: token.from, to: token.to } };
}

/** `opend(` */
function meantCall(reader: RuleReader): string | null {
  const ahead = reader.peek(1);
  return ahead.kind === 'symbol' && ahead.text === '(' ? nearestName(reader.token.text, CALLS) : null;
}

/** A word of the language where a field would stand: perhaps another form of what was meant. */
function misplaced(reader: RuleReader): null {
  const { token } = reader;
  const ahead = reader.peek(1);
  const isTest = ahead.kind === 'symbol' && (ahead.text === '=' || ahead.text === '!=');
  if (isTest && token.word === 'event') return reader.report({ code: 'event_form', span: token });
  if (isTest && token.word === 'campaign') return reader.report({ code: 'campaign_form', span: token });
  if (token.word !== 'list' || (ahead.text !== '=' && ahead.kind !== 'text')) return reader.fail();
  const to = ahead.text === '=' ? ahead.to : token.to;
  return reader.report({ code: 'list_form', span: { from: token.from, to }, suggestion: 'in list' });
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
  const sign = takeSign(reader);
  if (sign) {
    const tag = parseTarget(reader, 'tag');
    return tag && side({ kind: 'tag', tags: [tag], span: reader.spanFrom(from) }, sign === '!=');
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
  const sign = takeSign(reader);
  if (!sign) return reader.fail();
  const segment = parseTarget(reader, 'segment');
  return segment && side({ kind: 'segment', segment, span: reader.spanFrom(from) }, sign === '!=');
}

function takeSign(reader: RuleReader): '=' | '!=' | undefined {
  return (['=', '!='] as const).find((sign) => reader.takeSymbol(sign));
}

function side(condition: SegmentCondition, not: boolean): SegmentNode {
  return not ? { kind: 'not', child: condition, span: condition.span } : condition;
}
