import { wordOffer } from '../offer.ts';
import { isReservedWord } from '../reserved-words.ts';
import { type Duration, TIME_UNITS, type TimeUnit } from '../segment-ast.ts';
import type { RuleReader } from './rule-reader.ts';

const NAMES: Record<TimeUnit, string> = { h: 'hour', d: 'day', w: 'week', m: 'month', y: 'year' };
/** 100 years of each. */
const LONGEST: Record<TimeUnit, number> = { h: 876_600, d: 36_525, w: 5_218, m: 1_200, y: 100 };

/** `30d`, `30 d` and `30 days` are the same. */
export function parseDuration(reader: RuleReader): Duration | null {
  reader.offer({ kind: 'duration' });
  const { kind, text, from } = reader.token;
  if (kind !== 'duration' && kind !== 'number') return reader.fail();
  reader.next();
  const digits = /^[\d.]+(?:e[+-]?\d+)?/i.exec(text)?.[0] ?? '';
  const written = kind === 'duration' ? text.slice(digits.length) : takeUnitWord(reader);
  if (written === null) return null;
  const span = reader.spanFrom(from);
  const unit = unitOf(written);
  if (!unit) return reader.report({ code: 'unit_unknown', span, values: { found: written } });
  const amount = Number(digits);
  if (!Number.isInteger(amount) || amount < 1) return reader.report({ code: 'duration_not_whole', span });
  if (amount > LONGEST[unit]) return reader.report({ code: 'duration_too_long', span });
  return { amount, unit };
}

function takeUnitWord(reader: RuleReader): string | null {
  reader.offer(TIME_UNITS.map((unit) => wordOffer(`${NAMES[unit]}s`)));
  const { kind, text } = reader.token;
  return kind === 'word' && !isReservedWord(text) ? reader.next().text : reader.fail();
}

function unitOf(written: string): TimeUnit | null {
  const word = written.toLowerCase();
  return TIME_UNITS.find((unit) => word === unit || word === NAMES[unit] || word === `${NAMES[unit]}s`) ?? null;
}
