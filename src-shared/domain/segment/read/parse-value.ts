import type { Offer, TargetKind } from '../offer.ts';
import { quoteText } from '../quote-text.ts';
import { isReservedWord } from '../reserved-words.ts';
import type { Duration, SegmentTarget, SegmentValue } from '../segment-ast.ts';
import type { Token } from '../segment-token.ts';
import { parseDuration } from './parse-duration.ts';
import { readDateText } from './read-date-text.ts';
import type { RuleReader } from './rule-reader.ts';

const BASES: Record<string, { base: 'now' | 'today'; days: number }> = {
  now: { base: 'now', days: 0 },
  today: { base: 'today', days: 0 },
  yesterday: { base: 'today', days: -1 },
  tomorrow: { base: 'today', days: 1 },
};

const VALUE: Offer = { kind: 'value' };

export function parseValue(reader: RuleReader): SegmentValue | null {
  reader.offer(VALUE);
  const { token } = reader;
  const { from } = token;
  if (token.kind === 'text') return { type: 'text', value: reader.next().text, span: reader.spanFrom(from) };
  if (token.kind === 'date') return parseDate(reader);
  if (token.kind === 'number' || token.text === '-') {
    const value = parseNumber(reader);
    return value === null ? null : { type: 'number', value, span: reader.spanFrom(from) };
  }
  if (token.kind === 'duration') {
    const suggestion = `now - ${token.text}`;
    return reader.report({ code: 'length_no_date', span: token, values: { found: token.text }, suggestion });
  }
  if (token.kind !== 'word') return reader.fail();
  const { word } = token;
  if (word === 'true' || word === 'false') {
    reader.next();
    return { type: 'boolean', value: word === 'true', span: reader.spanFrom(from) };
  }
  const start = Object.hasOwn(BASES, word) ? BASES[word] : undefined;
  return start ? parseRelativeDate(reader, start) : unquoted(reader);
}

/** A name in quotes. Everything that a rule refers to by name is written so. */
export function parseTarget(reader: RuleReader, target: TargetKind): SegmentTarget | null {
  reader.offer({ kind: 'target', target });
  const { token } = reader;
  if (token.kind !== 'text') return unquoted(reader);
  const name = reader.next().text;
  return { name, id: null, span: { from: token.from, to: token.to } };
}

/** With its sign; never -0. */
export function parseNumber(reader: RuleReader): number | null {
  reader.offer({ kind: 'number' });
  const { token } = reader;
  const negative = token.kind === 'symbol' && token.text === '-' && reader.peek(1).kind === 'number';
  if (negative) reader.next();
  if (reader.token.kind !== 'number') return reader.fail();
  const { text } = reader.next();
  const size = Number(text);
  if (!Number.isFinite(size)) {
    return reader.report({ code: 'number_too_large', span: reader.spanFrom(token.from), values: { found: text } });
  }
  return negative && size !== 0 ? -size : size;
}

function parseDate(reader: RuleReader): SegmentValue | null {
  const { text, from, to } = reader.next();
  const value = readDateText(text);
  if (value === null) return reader.report({ code: 'date_unreal', span: { from, to }, values: { found: text } });
  return { type: 'date', value, span: { from, to } };
}

function parseRelativeDate(
  reader: RuleReader,
  { base, days }: { base: 'now' | 'today'; days: number },
): SegmentValue | null {
  const { from } = reader.next();
  if (days !== 0) {
    return { type: 'relative_date', base, offset: { amount: days, unit: 'd' }, span: reader.spanFrom(from) };
  }
  const later = reader.takeSymbol('+');
  const offset = later || reader.takeSymbol('-') ? parseOffset(reader, later ? 1 : -1) : undefined;
  if (offset === null) return null;
  const span = reader.spanFrom(from);
  if (base === 'today' && offset?.unit === 'h') return reader.report({ code: 'hours_from_today', span });
  return { type: 'relative_date', base, offset: offset ?? null, span };
}

function parseOffset(reader: RuleReader, sign: 1 | -1): Duration | null {
  const duration = parseDuration(reader);
  return duration && { amount: sign * duration.amount, unit: duration.unit };
}

/** `city = New York`: the words up to the next one that means something were probably meant as one text. */
function unquoted(reader: RuleReader): null {
  const first = reader.token;
  const words: Token[] = [];
  for (let token = first; isPlainWord(token); token = reader.peek(words.length)) words.push(token);
  const last = words.at(-1);
  if (!last) return reader.fail();
  const suggestion = quoteText(words.map((word) => word.text).join(' '));
  return reader.report({ code: 'text_unquoted', span: { from: first.from, to: last.to }, suggestion });
}

function isPlainWord(token: Token): boolean {
  return token.kind === 'word' && !isReservedWord(token.text);
}
