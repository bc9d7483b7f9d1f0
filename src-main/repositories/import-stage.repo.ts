import type { Reader } from '#main/db/access.ts';
import { refusalOf } from '#main/db/refusal-of.ts';
import type { ImportRow } from '#shared/domain/import/import-row.ts';

/** A checked row on its way into the stage. */
export interface StagedRow extends ImportRow {
  line: number;
  /** The id that the contact gets if it is new. */
  id: string;
}

const COLUMNS = [
  'line',
  'id',
  'email',
  'email_key',
  'phone',
  'external_id',
  'first_name',
  'last_name',
  'company',
  'city',
  'country',
  'locale',
  'timezone',
  'attributes',
  'name_key',
  'company_key',
  'joins',
] as const;

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

export function createStage(reader: Reader): void {
  reader
    .sql(
      `CREATE TABLE stage.row (line INTEGER PRIMARY KEY, id TEXT, email TEXT, email_key TEXT, phone TEXT, external_id TEXT,
         first_name TEXT, last_name TEXT, company TEXT, city TEXT, country TEXT, locale TEXT, timezone TEXT, attributes TEXT,
         name_key TEXT, company_key TEXT, joins INTEGER) STRICT`,
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
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Prepares the stage for merging. @returns how many rows a later row of the same address replaces */
export function closeStage(reader: Reader): { duplicates: number } {
  reader.sql('CREATE INDEX stage.row_key ON row (email_key)').run();
  const { rows = 0, people = 0 } =
    reader
      .sql<{ rows: number; people: number }>(
        'SELECT count(*) AS rows, count(DISTINCT email_key) AS people FROM stage.row',
      )
      .get() ?? {};
  return { duplicates: rows - people };
}

/** The last address of the next `limit` rows after `key`, in the order of addresses; null at the end. */
export function nextKey(reader: Reader, key: string, limit: number): string | null {
  const ahead = reader
    .sql<{ key: string }>(
      'SELECT email_key AS key FROM stage.row WHERE email_key > ? ORDER BY email_key LIMIT 1 OFFSET ?',
    )
    .get(key, limit - 1);
  if (ahead) return ahead.key;
  const last = reader
    .sql<{ key: string | null }>('SELECT max(email_key) AS key FROM stage.row WHERE email_key > ?')
    .get(key);
  return last?.key ?? null;
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
    row.joins ? 1 : 0,
  ];
}
