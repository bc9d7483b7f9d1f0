import type { Tx } from '#main/db/access.ts';
import {
  countEventNames,
  findEventName,
  insertEvent,
  insertEventName,
  seeContacts,
} from '#main/repositories/event/event.repo.ts';
import { type EventData, MOST_EVENT_NAMES } from '#shared/domain/event/event-input.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface EventToRecord {
  name: string;
  contact_no: number;
  at: Millis;
  data?: EventData;
  /** Told twice under the same key, an event counts once. */
  key?: string | null;
  /** The import that brings it. */
  import_no?: number;
}

export type EventOutcome = 'recorded' | 'known' | 'too_many_names';

/**
 * Writes down what contacts did, and that they have been seen. Names and data are those of `readEvent` (domain/event/event-input.ts).
 * The API, imports and forms all come through here; each calls it with as many events as its transaction may take (some thousands).
 */
export function recordEvents(tx: Tx, events: readonly EventToRecord[]): EventOutcome[] {
  const names = new Map<string, number | null>();
  const seen = new Map<number, Millis>();
  const outcomes = events.map((event): EventOutcome => {
    const name_no = names.get(event.name) ?? nameNo(tx, event.name);
    names.set(event.name, name_no);
    if (name_no === null) return 'too_many_names';
    const { contact_no, at, data = {}, key = null, import_no = null } = event;
    if (!insertEvent(tx, { name_no, contact_no, at, data, key, import_no })) return 'known';
    seen.set(contact_no, Math.max(at, seen.get(contact_no) ?? 0));
    return 'recorded';
  });
  seeContacts(tx, seen);
  if (seen.size > 0) tx.touch('events');
  return outcomes;
}

function nameNo(tx: Tx, name: string): number | null {
  const known = findEventName(tx, name);
  if (known !== undefined) return known;
  // Names are what people choose from; thousands of them are a value that should have gone into the data.
  return countEventNames(tx) < MOST_EVENT_NAMES ? insertEventName(tx, name) : null;
}
