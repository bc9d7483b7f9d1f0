import type { Reader, Tx } from '#main/db/access.ts';
import type { EventData } from '#shared/domain/event/event-input.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface NewEvent {
  name_no: number;
  contact_no: number;
  at: Millis;
  data: EventData;
  key: string | null;
  import_no: number | null;
}

export interface EventNameView {
  name: string;
  events: number;
  last_at: Instant | null;
}

/** The most frequent first. */
export function eventNames(reader: Reader): EventNameView[] {
  return reader
    .sql<Omit<EventNameView, 'last_at'> & { last_at: Millis | null }>(
      'SELECT name, events, last_at FROM event_name ORDER BY events DESC, name',
    )
    .all()
    .map((row) => ({ ...row, last_at: row.last_at === null ? null : instantOf(row.last_at) }));
}

export function countEventNames(reader: Reader): number {
  return reader.sql<{ n: number }>('SELECT count(*) AS n FROM event_name').get()?.n ?? 0;
}

export function findEventName(reader: Reader, name: string): number | undefined {
  return reader.sql<{ no: number }>('SELECT no FROM event_name WHERE name = ?').get(name)?.no;
}

export function insertEventName(tx: Tx, name: string): number {
  return Number(tx.sql('INSERT INTO event_name (name) VALUES (?)').run(name).lastInsertRowid);
}

/** @returns false when an event with this key is there already */
export function insertEvent(tx: Tx, { name_no, contact_no, at, data, key, import_no }: NewEvent): boolean {
  return (
    tx
      .sql(
        `INSERT INTO event (name_no, contact_no, at, data, key, import_no) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING`,
      )
      .run(name_no, contact_no, at, JSON.stringify(data), key, import_no).changes === 1
  );
}

/** Each contact was heard of at this moment, unless that was later still. */
export function seeContacts(tx: Tx, seen: ReadonlyMap<number, Millis>): void {
  const statement = tx.sql(
    'UPDATE contact SET last_seen_at = @at WHERE no = @no AND (last_seen_at IS NULL OR last_seen_at < @at)',
  );
  for (const [no, at] of seen) statement.run({ no, at });
}
