import type { Reader, Tx } from '#main/db/access.ts';

/** What contacts hold under a key of `attributes`, read and rewritten for many at once. Keys are bound as JSON paths, never as SQL. */

export interface KeyUsage {
  key: string;
  contacts: number;
}

export interface ValueCount {
  /** As JSON, so that 1 and "1" stay apart. */
  value: string;
  contacts: number;
}

export interface ValueSample {
  contacts: number;
  distinct: number;
  values: ValueCount[];
}

export interface StoredValue {
  no: number;
  value: string;
}

export function pathOf(key: string): string {
  return `$.${JSON.stringify(key)}`;
}

/**
 * How many contacts outside the recycle bin have a value, by key: of the fields that are known, and of keys that no field has. Walks
 * along all contacts; known keys are looked up, since taking a row's values apart costs ten times as much.
 */
export function keyUsage(reader: Reader, known: readonly string[]): KeyUsage[] {
  const paths = known.map(pathOf);
  const sums = paths.map(() => 'count(json_extract(attributes, ?))').join(', ');
  const counts =
    paths.length === 0
      ? []
      : reader
          .sql<number>(`SELECT ${sums} FROM contact WHERE deleted_at IS NULL`)
          .raw()
          .get(...paths);
  const strays = reader
    .sql<KeyUsage>(
      `SELECT a.key AS key, count(*) AS contacts
       FROM (SELECT json_remove(attributes, '$.""' ${', ?'.repeat(paths.length)}) AS rest FROM contact WHERE deleted_at IS NULL) c,
         json_each(c.rest) a
       WHERE c.rest <> '{}' AND a.type <> 'null' GROUP BY a.key`,
    )
    .all(...paths);
  const fields = known.map((key, at) => ({ key, contacts: (counts as number[])[at] ?? 0 }));
  return [...fields.filter(({ contacts }) => contacts > 0), ...strays].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The different values under a key, the most frequent first. Walks along all contacts. */
export function valueSample(reader: Reader, { key, limit }: { key: string; limit: number }): ValueSample {
  const counts = valueCounts(reader, key, 'deleted_at IS NULL');
  const contacts = counts.reduce((sum, count) => sum + count.contacts, 0);
  return { contacts, distinct: counts.length, values: counts.slice(0, limit) };
}

/** All of them, and those of contacts in the recycle bin, who will want their value back. */
export function allValueCounts(reader: Reader, key: string): ValueCount[] {
  return valueCounts(reader, key, 'TRUE');
}

function valueCounts(reader: Reader, key: string, whose: 'deleted_at IS NULL' | 'TRUE'): ValueCount[] {
  return reader
    .sql<ValueCount>(
      `SELECT attributes -> @path AS value, count(*) AS contacts FROM contact
       WHERE ${whose} AND json_extract(attributes, @path) IS NOT NULL GROUP BY 1 ORDER BY contacts DESC, value`,
    )
    .all({ path: pathOf(key) });
}

/** The next contacts after `after`, in the recycle bin or not, with their value; `last` is where to go on, null at the end. */
export function someValues(
  reader: Reader,
  { key, after, limit }: { key: string; after: number; limit: number },
): { values: StoredValue[]; last: number | null } {
  const end = reader
    .sql<{ no: number }>('SELECT no FROM contact WHERE no > ? ORDER BY no LIMIT 1 OFFSET ?')
    .get(after, limit - 1);
  const values = reader
    .sql<StoredValue>(
      `SELECT no, attributes -> @path AS value FROM contact
       WHERE no > @after AND no <= @last AND json_extract(attributes, @path) IS NOT NULL`,
    )
    .all({ path: pathOf(key), after, last: end?.no ?? Number.MAX_SAFE_INTEGER });
  return { values, last: end?.no ?? null };
}

/** Writes new values, given as JSON, under a key. The contacts' revisions stay: nobody edited them. */
export function rewriteValues(tx: Tx, key: string, values: readonly StoredValue[]): void {
  if (values.length === 0) return;
  tx.sql(
    `UPDATE contact SET attributes = json_set(attributes, @path, json(v.value ->> 1))
     FROM json_each(@values) v WHERE contact.no = v.value ->> 0`,
  ).run({ path: pathOf(key), values: JSON.stringify(values.map(({ no, value }) => [no, value])) });
  tx.touch('contacts');
}

export function removeValues(tx: Tx, key: string, nos: readonly number[]): void {
  if (nos.length === 0) return;
  tx.sql(
    `UPDATE contact SET attributes = json_remove(attributes, @path) WHERE no IN (SELECT value FROM json_each(@nos))`,
  ).run({ path: pathOf(key), nos: JSON.stringify(nos) });
  tx.touch('contacts');
}

export function lastContactNo(reader: Reader): number {
  return reader.sql<{ no: number | null }>('SELECT max(no) AS no FROM contact').get()?.no ?? 0;
}
