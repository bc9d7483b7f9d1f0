import { instantOf } from '#shared/kernel/instant.ts';
import { momentOfWallTime } from '../campaign/wall-time.ts';
import { type Reason, reasonOfValue } from '../reason/reason.ts';
import type { Coerced, CoerceOptions } from './field-value.ts';

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A day as `YYYY-MM-DD`, or a moment as RFC 3339 in UTC. A time without an offset is meant in `zone`. */
export function readDate(given: unknown, { zone, slashes }: Pick<CoerceOptions, 'zone' | 'slashes'>): Coerced {
  const text = typeof given === 'string' ? given : typeof given === 'number' ? String(given) : '';
  const moment = MOMENT.exec(text);
  if (moment) return readMoment(text, moment, zone);
  const [year, month, day] = partsOf(text, slashes);
  if (year === undefined) return refused(reasonOfValue('date', text));
  if (year === 'either') return refused(reasonOfValue('date_twofold', text));
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return isDay(iso) ? { ok: true, value: iso } : refused(reasonOfValue('date_none', iso));
}

function partsOf(text: string, slashes: CoerceOptions['slashes']): (string | undefined)[] {
  const ordered = ISO_DAY.exec(text) ?? COMPACT_DAY.exec(text) ?? YEAR_FIRST.exec(text);
  if (ordered) return ordered.slice(1);
  const dotted = DOTTED.exec(text);
  if (dotted) return [dotted[3], dotted[2], dotted[1]];
  const [, first = '', second = '', year = ''] = SLASHED.exec(text) ?? [];
  if (year === '') return [];
  if (first === second || Number(first) > 12 || slashes === 'day_first') return [year, second, first];
  if (Number(second) > 12 || slashes === 'month_first') return [year, first, second];
  return ['either'];
}

function readMoment(
  text: string,
  [, day = '', clock = '', seconds = '', offset]: RegExpExecArray,
  zone: string,
): Coerced {
  if (!isDay(day)) return refused(reasonOfValue('date_none', day));
  const millis = offset
    ? Date.parse(`${day}T${clock}${seconds}${offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`)
    : localMoment(day, clock, seconds, zone);
  if (millis === null || Number.isNaN(millis)) return refused(reasonOfValue('moment', text));
  return { ok: true, value: instantOf(millis) };
}

function localMoment(day: string, clock: string, seconds: string, zone: string): number | null {
  const minute = momentOfWallTime(`${day}T${clock}`, zone);
  const rest = seconds === '' ? 0 : Number(seconds.slice(1));
  return minute === null || rest >= 60 ? null : minute + Math.floor(rest * 1_000);
}

function isDay(iso: string): boolean {
  const moment = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment) && instantOf(moment).slice(0, 10) === iso;
}

function refused(problem: Reason): Coerced {
  return { ok: false, problem };
}
