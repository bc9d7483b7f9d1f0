import { instantOf } from '#shared/kernel/instant.ts';

const SHAPE = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A date in one of the three forms of `DateValue`; null for one that no calendar has. */
export function readDateText(text: string): string | null {
  const [, day = '', clock, seconds = '00', fraction = '', offset] = SHAPE.exec(text) ?? [];
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || instantOf(midnight).slice(0, 10) !== day) return null;
  if (clock === undefined) return day;
  const asUtc = Date.parse(`${day}T${clock}:${seconds}Z`);
  // 24:00 parses, as the next day; a rule says 00:00 of that one.
  if (Number.isNaN(asUtc) || clock.startsWith('24')) return null;
  if (offset === undefined) return seconds === '00' ? `${day}T${clock}` : `${day}T${clock}:${seconds}`;
  const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const moment = Date.parse(`${day}T${clock}:${seconds}${fraction.slice(0, 4)}${zone}`);
  if (Number.isNaN(moment)) return null;
  const instant = instantOf(moment);
  return /^\d{4}-/.test(instant) ? instant : null;
}
