import type { Millis } from '#shared/kernel/instant.ts';
import { momentOfWallTime } from '../campaign/wall-time.ts';
import { unguardCell } from '../csv/csv-writer.ts';
import { coerceField } from '../custom-field/coerce-field.ts';
import type { FieldType } from '../custom-field/custom-field.ts';
import { parseEmailAddress } from '../email-address.ts';
import { dataProblem, type EventData, nameProblem } from '../event/event-input.ts';
import { type Reason, reason } from '../reason/reason.ts';
import { dateOfSerial } from './date-of-serial.ts';
import { valueName } from './event-mapping.ts';
import type { ColumnReading } from './guess-field.ts';
import { problemOf } from './import-row.ts';

/** What a row of a file says that somebody did. */
export interface EventRow {
  /** Whom it is about: one of the three. */
  email_key: string;
  external_id: string;
  contact_id: string;
  name: string;
  at: Millis;
  data: EventData;
  /** The file's own name for it; empty where it has none. */
  key: string;
}

export type EventRowAnswer = { ok: true; row: EventRow; warnings: Reason[] } | { ok: false; problem: Reason };

/** How the cells of a file of events are read. */
export interface EventReading {
  mapping: readonly (string | null)[];
  readings?: readonly (ColumnReading | null | undefined)[];
  /** What the values hold, by their name; text where nothing is said. */
  types?: ReadonlyMap<string, FieldType>;
  zone?: string;
  /** What happened, where no column says it. */
  name: string;
}

const SECONDS = /^1\d{9}$/;
const MILLISECONDS = /^1\d{12}$/;

/** Makes the function that turns the cells of one row into an event. */
export function eventReader(reading: EventReading): (cells: readonly string[]) => EventRowAnswer {
  const { mapping } = reading;
  const column = (target: string) => mapping.indexOf(target);
  const [email, external, contact, name, time, key] = ['email', 'external_id', 'contact_id', 'event', 'at', 'key'].map(
    column,
  );
  return (cells) => {
    const cell = (at = -1) => (at < 0 ? '' : unguardCell(cells[at] ?? '').trim());
    const broken = problemOf(cells, mapping.length);
    if (broken) return { ok: false, problem: broken };
    const row: EventRow = {
      ...{ email_key: '', external_id: cell(external), contact_id: cell(contact) },
      ...{ name: cell(name) || reading.name, at: 0, data: {}, key: cell(key) },
    };
    if (row.contact_id === '' && row.external_id === '') {
      const address = parseEmailAddress(cell(email));
      if (!address.ok) return { ok: false, problem: address.problem };
      row.email_key = address.key;
    }
    const at = momentOf(cell(time), { zone: reading.zone ?? 'UTC', ...reading.readings?.[time ?? -1] });
    if (typeof at !== 'number') return { ok: false, problem: at };
    row.at = at;
    const warnings = readValues(row.data, cells, reading);
    const problem = nameProblem(row.name) ?? dataProblem(row.data)?.reason;
    return problem ? { ok: false, problem } : { ok: true, row, warnings };
  };
}

/** The moment that a cell tells, or why it tells none. */
function momentOf(cell: string, options: ColumnReading & { zone: string }): Millis | Reason {
  if (cell === '') return reason('event_time');
  if (SECONDS.test(cell)) return Number(cell) * 1_000;
  if (MILLISECONDS.test(cell)) return Number(cell);
  const answer = coerceField('date', dateOfSerial(cell) ?? cell, options);
  if (!answer.ok) return answer.problem;
  const text = String(answer.value);
  return text.length > 10 ? Date.parse(text) : (momentOfWallTime(`${text}T00:00`, options.zone) ?? Date.parse(text));
}

/** Puts the values of a row into `data`. @returns which made no sense */
function readValues(
  data: EventData,
  cells: readonly string[],
  { mapping, readings, types, zone = 'UTC' }: EventReading,
): Reason[] {
  const warnings: Reason[] = [];
  for (const [at, target] of mapping.entries()) {
    const name = target && valueName(target);
    const cell = unguardCell(cells[at] ?? '').trim();
    if (!name || cell === '') continue;
    const type = types?.get(name) ?? 'text';
    const answer = coerceField(type === 'list' || type === 'choice' ? 'text' : type, cell, { zone, ...readings?.[at] });
    if (!answer.ok) warnings.push({ ...answer.problem, about: name });
    else if (answer.value !== null && !Array.isArray(answer.value)) data[name] = answer.value;
  }
  return warnings;
}
