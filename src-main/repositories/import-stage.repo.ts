import type { Reader } from '#main/db/access.ts';
import { refusalOf } from '#main/db/refusal-of.ts';
import type { ImportRow } from '#shared/domain/import/import-row.ts';
import { isOptOut } from '#shared/domain/import/standing.ts';
import { addressHash } from './suppression.repo.ts';

/** A checked row on its way into the stage. */
export interface StagedRow extends ImportRow {
  /** The order of the rows over all parts of the file: of one address the last counts. */
  line: number;
  /** The id that the contact gets if it is new. */
  id: string;
}

const COLUMNS = [
  ...['line', 'id', 'email', 'email_key', 'phone', 'external_id', 'first_name', 'last_name', 'company', 'city'],
  ...['country', 'locale', 'timezone', 'attributes', 'name_key', 'company_key', 'tags', 'standing'],
];

const ROW = `(${COLUMNS.map(() => '?').join(', ')})`;
const INSERT = `INSERT INTO stage.row (${COLUMNS.join(', ')}) VALUES`;
const AT_ONCE = 100;
const INSERT_MANY = `${INSERT} ${Array.from({ length: AT_ONCE }, () => ROW).join(', ')}`;

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

/** `row` holds people, `opt_out` the addresses that must get nothing: of an address that any row calls so, whatever later rows say. */
export function createStage(reader: Reader): void {
  reader
    .sql(
      `CREATE TABLE stage.row (line INTEGER PRIMARY KEY, id TEXT, email TEXT, email_key TEXT, phone TEXT, external_id TEXT,
         first_name TEXT, last_name TEXT, company TEXT, city TEXT, country TEXT, locale TEXT, timezone TEXT, attributes TEXT,
         name_key TEXT, company_key TEXT, tags TEXT, standing TEXT) STRICT`,
    )
    .run();
  reader
    .sql(
      'CREATE TABLE stage.opt_out (email_key TEXT PRIMARY KEY, hash TEXT, reason TEXT, weight INTEGER) STRICT, WITHOUT ROWID',
    )
    .run();
}

/** Each statement is a transaction that touches the stage only. */
export function stageRows(reader: Reader, rows: readonly StagedRow[]): void {
  try {
    let at = 0;
    for (; at + AT_ONCE <= rows.length; at += AT_ONCE) {
      reader.sql(INSERT_MANY).run(rows.slice(at, at + AT_ONCE).flatMap(valuesOf));
    }
    for (const row of rows.slice(at)) reader.sql(`${INSERT} ${ROW}`).run(valuesOf(row));
    stageOptOuts(reader, rows);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** How much a reason outweighs others where a file gives several for one address. */
const WEIGHT = { unsubscribed: 1, bounced: 2, blocked: 3, complained: 4 };

function stageOptOuts(reader: Reader, rows: readonly StagedRow[]): void {
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
export function nextKey(reader: Reader, table: 'row' | 'opt_out', key: string, limit: number): string | null {
  const ahead = reader.sql<{ key: string }>(NEXT[table]).get(key, limit - 1);
  if (ahead) return ahead.key;
  return reader.sql<{ key: string | null }>(LAST[table]).get(key)?.key ?? null;
}

const NEXT = {
  row: 'SELECT email_key AS key FROM stage.row WHERE email_key > ? ORDER BY email_key LIMIT 1 OFFSET ?',
  opt_out: 'SELECT email_key AS key FROM stage.opt_out WHERE email_key > ? ORDER BY email_key LIMIT 1 OFFSET ?',
};
const LAST = {
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

function valuesOf(row: StagedRow): unknown[] {
  return [
    row.line,
    row.id,
    row.email,
    row.email_key,
    row.phone,
    row.external_id,
    row.first_name,
    row.last_name,
    row.company,
    row.city,
    row.country,
    row.locale,
    row.timezone,
    JSON.stringify(row.attributes),
    row.name_key,
    row.company_key,
    row.tags.length > 0 ? JSON.stringify(row.tags) : '',
    row.standing,
  ];
}
