import type { Reader } from '#main/db/access.ts';
import { refusalOf } from '#main/db/refusal-of.ts';
import { NULLABLE_FIELDS, TEXT_FIELDS } from '#shared/domain/contact-fields.ts';
import type { EventData } from '#shared/domain/event/event-input.ts';
import type { ImportRow } from '#shared/domain/import/import-row.ts';
import { isOptOut } from '#shared/domain/import/standing.ts';
import { addressHash } from '../consent/suppression.repo.ts';

/** What every row has, and what it has only where a column of the file goes there. */
const ALWAYS = ['email', 'email_key', 'name_key', 'standing'] as const;
const SOMETIMES = [...NULLABLE_FIELDS, ...TEXT_FIELDS, ...(['attributes', 'company_key', 'tags'] as const)];
type StageColumn = (typeof ALWAYS)[number] | (typeof SOMETIMES)[number];
const AT_ONCE = 100;

/**
 * Opens a database file of its own for the rows of one import, beside the main one: filling it locks nobody out. It is not safe
 * against a crash; whoever finds it unfinished makes it anew.
 */
export function attachStage(reader: Reader, file: string): void {
  reader.sql('ATTACH ? AS stage').run(file);
  reader.sql('PRAGMA stage.journal_mode = MEMORY').get();
  reader.sql('PRAGMA stage.synchronous = OFF').run();
}

export function detachStage(reader: Reader): void {
  reader.sql('DETACH stage').run();
}

/**
 * `row` holds people: `line` counts them over all parts of the file, since of one address the last counts; `email` stands there where it
 * differs from its key. `opt_out` holds the addresses that must get nothing: of an address that any row calls so, whatever later rows say.
 */
export function createStage(reader: Reader): void {
  reader
    .sql(
      `CREATE TABLE stage.row (line INTEGER PRIMARY KEY, email TEXT, email_key TEXT, name_key TEXT, standing TEXT,
         ${SOMETIMES.map((name) => `${name} TEXT DEFAULT ${name === 'attributes' ? "'{}'" : "''"}`).join(', ')}) STRICT`,
    )
    .run();
  reader
    .sql(
      'CREATE TABLE stage.opt_out (email_key TEXT PRIMARY KEY, hash TEXT, reason TEXT, weight INTEGER) STRICT, WITHOUT ROWID',
    )
    .run();
}

/** What contacts did; rows that tell the same under one key count once. */
export interface StagedEvent {
  key: string;
  contact_no: number;
  name: string;
  at: number;
  data: EventData;
}

export function createEventStage(reader: Reader): void {
  reader
    .sql(
      'CREATE TABLE stage.event (key TEXT PRIMARY KEY, contact_no INTEGER, name TEXT, at INTEGER, data TEXT) STRICT, WITHOUT ROWID',
    )
    .run();
}

/** @returns how many of them an earlier row told already */
export function stageEvents(reader: Reader, events: readonly StagedEvent[]): number {
  try {
    const { changes } = reader
      .sql(
        `INSERT INTO stage.event (key, contact_no, name, at, data)
         SELECT value ->> 'key', value ->> 'contact_no', value ->> 'name', value ->> 'at', value -> 'data' FROM json_each(?)
         WHERE true ON CONFLICT DO NOTHING`,
      )
      .run(JSON.stringify(events));
    return events.length - changes;
  } catch (error) {
    throw refusalOf(error);
  }
}

export function stagedEvents(reader: Reader, stretch: { from: string; to: string }): StagedEvent[] {
  return reader
    .sql<Omit<StagedEvent, 'data'> & { data: string }>(
      `SELECT e.key, e.contact_no, e.name, e.at, e.data FROM stage.event e JOIN contact c ON c.no = e.contact_no
       WHERE e.key > @from AND e.key <= @to ORDER BY e.key`,
    )
    .all(stretch)
    .map((row) => ({ ...row, data: JSON.parse(row.data) as EventData }));
}

/** Staged events of a stretch that have been told before, by this file or another way. */
export function countKnownEvents(
  reader: Reader,
  stretch: { from: string; to: string },
): { all: number; known: number } {
  const row = reader
    .sql<{ all: number; known: number }>(
      `SELECT count(*) AS "all", count(k.no) AS known FROM stage.event e LEFT JOIN event k ON k.key = e.key
       WHERE e.key > @from AND e.key <= @to`,
    )
    .get(stretch);
  return row ?? { all: 0, known: 0 };
}

/** The names of events that are not there yet. */
export function newEventNames(reader: Reader): number {
  return (
    reader
      .sql<{ n: number }>(
        'SELECT count(*) AS n FROM (SELECT DISTINCT name FROM stage.event EXCEPT SELECT name FROM event_name)',
      )
      .get()?.n ?? 0
  );
}

/** The numbers of the contacts that are named; of several with one external id, none is meant. */
export function contactsNamed(
  reader: Reader,
  by: 'email_key' | 'external_id' | 'id',
  names: readonly string[],
): Map<string, number> {
  const rows = reader
    .sql<{ name: string; no: number; n: number }>(
      `SELECT c.${COLUMN_OF[by]} AS name, min(c.no) AS no, count(*) AS n FROM json_each(?) v
         CROSS JOIN contact c ON c.${COLUMN_OF[by]} = v.value AND c.deleted_at IS NULL GROUP BY 1`,
    )
    .all(JSON.stringify([...new Set(names)]));
  return new Map(rows.filter(({ n }) => n === 1).map(({ name, no }) => [name, no]));
}

const COLUMN_OF = { email_key: 'email_key', external_id: 'external_id', id: 'id' } as const;

/** Writes rows into the stage: only the columns that a mapping fills, since binding a value costs more than reading the cell. */
export class StageWriter {
  readonly #reader: Reader;
  readonly #columns: StageColumn[];
  readonly #many: string;

  constructor(reader: Reader, mapping: readonly (string | null)[]) {
    this.#reader = reader;
    const filled = new Set<string>(mapping.flatMap(columnsOf));
    this.#columns = [...ALWAYS, ...SOMETIMES.filter((name) => filled.has(name))];
    this.#many = this.#insertOf(AT_ONCE);
  }

  /** Touches the stage only. */
  write(rows: readonly ImportRow[]): void {
    try {
      for (let at = 0; at < rows.length; at += AT_ONCE) this.#insert(rows, at, Math.min(rows.length, at + AT_ONCE));
      stageOptOuts(this.#reader, rows);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  #insertOf(rows: number): string {
    const row = `(${this.#columns.map(() => '?').join(', ')})`;
    return `INSERT INTO stage.row (${this.#columns.join(', ')}) VALUES ${Array(rows).fill(row).join(', ')}`;
  }

  #insert(rows: readonly ImportRow[], from: number, to: number): void {
    const values: unknown[] = [];
    for (let at = from; at < to; at++) {
      const row = rows[at] as ImportRow;
      for (const name of this.#columns) values.push(cellOf(row, name));
    }
    this.#reader.sql(to - from === AT_ONCE ? this.#many : this.#insertOf(to - from)).run(values);
  }
}

/** Which columns of the stage a place fills. */
function columnsOf(target: string | null): string[] {
  if (target === 'name') return ['first_name', 'last_name'];
  if (target === 'company') return ['company', 'company_key'];
  // A JSON object of custom fields may hold what every contact has, too.
  if (target === 'attributes') return [...SOMETIMES];
  return target?.startsWith('attributes.') ? ['attributes'] : target ? [target] : [];
}

function cellOf(row: ImportRow, name: StageColumn): string {
  if (name === 'email') return row.email === row.email_key ? '' : row.email;
  if (name === 'attributes') return JSON.stringify(row.attributes);
  if (name === 'tags') return row.tags.length > 0 ? JSON.stringify(row.tags) : '';
  return row[name];
}

/** How much a reason outweighs others where a file gives several for one address. */
const WEIGHT = { unsubscribed: 1, bounced: 2, blocked: 3, complained: 4 };

function stageOptOuts(reader: Reader, rows: readonly ImportRow[]): void {
  for (const { email_key, standing } of rows) {
    if (!isOptOut(standing)) continue;
    reader
      .sql(
        `INSERT INTO stage.opt_out (email_key, hash, reason, weight) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET reason = excluded.reason, weight = excluded.weight WHERE excluded.weight > weight`,
      )
      .run(email_key, addressHash(email_key), standing, WEIGHT[standing]);
  }
}

/** Prepares the stage for merging: one row an address stays, the last. @returns how many rows a later one replaced */
export function closeStage(reader: Reader): { duplicates: number } {
  reader.sql('CREATE INDEX stage.row_key ON row (email_key, line)').run();
  const { rows = 0, people = 0 } =
    reader
      .sql<{ rows: number; people: number }>(
        'SELECT count(*) AS rows, count(DISTINCT email_key) AS people FROM stage.row',
      )
      .get() ?? {};
  if (rows > people) {
    reader
      .sql(
        `DELETE FROM stage.row WHERE line IN (SELECT line FROM (
           SELECT line, lead(email_key) OVER (ORDER BY email_key, line) = email_key AS replaced FROM stage.row) WHERE replaced)`,
      )
      .run();
  }
  return { duplicates: rows - people };
}

/** The last address of the next `limit` ones after `key`, in the order of addresses; null at the end. */
export function nextKey(reader: Reader, table: 'row' | 'opt_out' | 'event', key: string, limit: number): string | null {
  const ahead = reader.sql<{ key: string }>(NEXT[table]).get(key, limit - 1);
  if (ahead) return ahead.key;
  return reader.sql<{ key: string | null }>(LAST[table]).get(key)?.key ?? null;
}

const NEXT = {
  event: 'SELECT key FROM stage.event WHERE key > ? ORDER BY key LIMIT 1 OFFSET ?',
  row: 'SELECT email_key AS key FROM stage.row WHERE email_key > ? ORDER BY email_key LIMIT 1 OFFSET ?',
  opt_out: 'SELECT email_key AS key FROM stage.opt_out WHERE email_key > ? ORDER BY email_key LIMIT 1 OFFSET ?',
};
const LAST = {
  event: 'SELECT max(key) AS key FROM stage.event WHERE key > ?',
  row: 'SELECT max(email_key) AS key FROM stage.row WHERE email_key > ?',
  opt_out: 'SELECT max(email_key) AS key FROM stage.opt_out WHERE email_key > ?',
};

/** The names of all tags that rows bring. */
export function stagedTags(reader: Reader): string[] {
  return reader
    .sql<string>(`SELECT DISTINCT t.value FROM stage.row r, json_each(r.tags) t WHERE r.tags <> '' ORDER BY t.value`)
    .pluck()
    .all() as string[];
}

/** The opt-outs of the file by reason. */
export function countOptOuts(reader: Reader): Record<'unsubscribed' | 'bounced' | 'complained' | 'blocked', number> {
  const counts = { unsubscribed: 0, bounced: 0, complained: 0, blocked: 0 };
  const rows = reader
    .sql<{ reason: keyof typeof counts; n: number }>('SELECT reason, count(*) AS n FROM stage.opt_out GROUP BY reason')
    .all();
  for (const { reason, n } of rows) counts[reason] = n;
  return counts;
}
