import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import { type DuplicateFacts, type DuplicateRule, duplicateKey, keyHash } from '#shared/domain/duplicate-key.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export type SearchState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

export interface SearchRecord {
  state: SearchState;
  problem: Reason | null;
  fraction: number;
  contacts: number;
  started_at: Millis;
  finished_at: Millis | null;
}

export interface StoredGroup {
  no: number;
  id: string;
  rule: DuplicateRule;
}

/** A switchboard or an office has so many people: no duplicates. */
const LARGEST_GROUP = 20;

export function findSearch(reader: Reader): SearchRecord | undefined {
  const row = reader
    .sql<Omit<SearchRecord, 'problem'> & { problem: string | null }>('SELECT * FROM duplicate_search WHERE no = 1')
    .get();
  return row && { ...row, problem: row.problem === null ? null : (JSON.parse(row.problem) as Reason) };
}

export function beginSearch(tx: Tx, actor: string, at: Millis): void {
  tx.sql(
    `INSERT INTO duplicate_search (no, state, started_by, started_at) VALUES (1, 'waiting', ?, ?)
     ON CONFLICT (no) DO UPDATE SET state = 'waiting', problem = NULL, fraction = 0, contacts = 0,
       started_by = excluded.started_by, started_at = excluded.started_at, finished_at = NULL`,
  ).run(actor, at);
  tx.touch('duplicates');
}

export function updateSearch(
  tx: Tx,
  from: readonly SearchState[],
  { problem, ...edit }: Partial<Omit<SearchRecord, 'started_at'>>,
): boolean {
  const values = problem === undefined ? edit : { ...edit, problem: problem && JSON.stringify(problem) };
  const sets = Object.keys(values).map((name) => `${name} = @${name}`);
  const { changes } = tx
    .sql(
      `UPDATE duplicate_search SET ${sets.join(', ')}
       WHERE no = 1 AND state IN (SELECT value FROM json_each(@from))`,
    )
    .run({ ...values, from: JSON.stringify(from) });
  if (changes === 1) tx.touch('duplicates');
  return changes === 1;
}

interface Compared extends DuplicateFacts {
  no: number;
}

const COMPARED = 'no, email_key, phone, first_name, last_name, name_key, company_key';

/** The keys of one rule are gathered in a table of this connection alone. */
export function beginKeys(reader: Reader): void {
  reader.sql('CREATE TEMP TABLE IF NOT EXISTS duplicate_key (hash INTEGER NOT NULL, no INTEGER NOT NULL)').run();
  reader.sql('DELETE FROM temp.duplicate_key').run();
}

/** Adds the keys of the next contacts. @returns where to go on, and how many there were; null at the end */
export function gatherKeys(
  reader: Reader,
  rule: DuplicateRule,
  { after, limit }: { after: number; limit: number },
): { last: number; n: number } | null {
  const rows = reader
    .sql<Compared>(`SELECT ${COMPARED} FROM contact WHERE no > ? AND deleted_at IS NULL ORDER BY no LIMIT ?`)
    .all(after, limit);
  const last = rows.at(-1);
  if (!last) return null;
  const keys = rows.flatMap((row) => {
    const key = duplicateKey(rule, row);
    return key === null ? [] : [[keyHash(key), row.no]];
  });
  reader
    .sql('INSERT INTO temp.duplicate_key (hash, no) SELECT value ->> 0, value ->> 1 FROM json_each(?)')
    .run(JSON.stringify(keys));
  return { last: last.no, n: rows.length };
}

/** The numbers of contacts that share a hash, group by group. */
export function sharedKeys(reader: Reader): string[] {
  return reader
    .sql(
      `SELECT json_group_array(no ORDER BY no) FROM temp.duplicate_key GROUP BY hash
       HAVING count(*) BETWEEN 2 AND ${LARGEST_GROUP}`,
    )
    .pluck()
    .all() as string[];
}

/** Splits those that share a hash by what they really share. */
export function trueGroups(reader: Reader, rule: DuplicateRule, nos: string): number[][] {
  const rows = reader
    .sql<Compared>(
      `SELECT ${COMPARED} FROM contact WHERE no IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL ORDER BY no`,
    )
    .all(nos);
  const groups = Map.groupBy(rows, (row) => duplicateKey(rule, row));
  return [...groups]
    .filter(([key, members]) => key !== null && members.length > 1)
    .map(([, members]) => members.map(({ no }) => no));
}

/** Adds a group unless the same contacts are one already, or were said not to be. */
export function insertGroup(
  tx: Tx,
  { id, rule, nos, at }: { id: string; rule: DuplicateRule; nos: readonly number[]; at: Millis },
): void {
  const row = tx
    .sql<{ no: number }>(
      `INSERT INTO duplicate_group (id, rule, members_hash, size, state, found_at) VALUES (?, ?, ?, ?, 'open', ?)
       ON CONFLICT (members_hash) DO NOTHING RETURNING no`,
    )
    .get(id, rule, membersHash(nos), nos.length, at);
  if (!row) return;
  tx.sql('INSERT INTO duplicate_member (group_no, contact_no) SELECT ?, value FROM json_each(?)').run(
    row.no,
    JSON.stringify(nos),
  );
}

/** Groups that nobody has decided on: found anew by each search. */
export function deleteOpenGroups(tx: Tx, limit: number): number {
  return tx
    .sql(`DELETE FROM duplicate_group WHERE no IN (SELECT no FROM duplicate_group WHERE state <> 'dismissed' LIMIT ?)`)
    .run(limit).changes;
}

export function countGroups(reader: Reader): Partial<Record<DuplicateRule, number>> {
  const rows = reader
    .sql<{ rule: DuplicateRule; n: number }>(
      `SELECT rule, count(*) AS n FROM duplicate_group WHERE state = 'open' GROUP BY rule`,
    )
    .all();
  return Object.fromEntries(rows.map(({ rule, n }) => [rule, n]));
}

export function someGroups(
  reader: Reader,
  { rule, after, limit }: { rule?: DuplicateRule; after: number; limit: number },
): StoredGroup[] {
  return reader
    .sql<StoredGroup>(
      `SELECT no, id, rule FROM duplicate_group
       WHERE state = 'open' AND no > @after ${rule ? 'AND rule = @rule' : ''} ORDER BY no LIMIT @limit`,
    )
    .all({ rule, after, limit });
}

export function findGroup(reader: Reader, id: string): StoredGroup | undefined {
  return reader.sql<StoredGroup>(`SELECT no, id, rule FROM duplicate_group WHERE id = ? AND state = 'open'`).get(id);
}

/** Its contacts that are outside the recycle bin. */
export function membersOfGroup(reader: Reader, group_no: number): number[] {
  return reader
    .sql(
      `SELECT c.no FROM duplicate_member d JOIN contact c ON c.no = d.contact_no
       WHERE d.group_no = ? AND c.deleted_at IS NULL ORDER BY c.no`,
    )
    .pluck()
    .all(group_no) as number[];
}

export function setGroupState(tx: Tx, no: number, state: 'open' | 'merged' | 'dismissed'): void {
  tx.sql('UPDATE duplicate_group SET state = ? WHERE no = ?').run(state, no);
  tx.touch('duplicates');
}

/** Open groups of which all but one contact are gone. */
export function closeEmptyGroups(tx: Tx, contact_nos: readonly number[]): void {
  tx.sql(
    `UPDATE duplicate_group SET state = 'merged' WHERE state = 'open'
       AND no IN (SELECT group_no FROM duplicate_member WHERE contact_no IN (SELECT value FROM json_each(?)))
       AND 2 > (SELECT count(*) FROM duplicate_member d JOIN contact c ON c.no = d.contact_no AND c.deleted_at IS NULL
         WHERE d.group_no = duplicate_group.no)`,
  ).run(JSON.stringify(contact_nos));
  tx.touch('duplicates');
}

export function reopenGroups(tx: Tx, contact_nos: readonly number[]): void {
  tx.sql(
    `UPDATE duplicate_group SET state = 'open' WHERE state = 'merged'
       AND no IN (SELECT group_no FROM duplicate_member WHERE contact_no IN (SELECT value FROM json_each(?)))`,
  ).run(JSON.stringify(contact_nos));
  tx.touch('duplicates');
}

/** Others who share what this contact has, by each rule; walks along all contacts. */
export function sameAs(reader: Reader, no: number): { rule: DuplicateRule; no: number }[] {
  const mine = reader.sql<Compared>(`SELECT ${COMPARED} FROM contact WHERE no = ?`).get(no);
  if (!mine) return [];
  const found: { rule: DuplicateRule; no: number }[] = [];
  const seen = new Set([no]);
  const look = (rule: DuplicateRule, sql: string, values: unknown[]) => {
    const key = duplicateKey(rule, mine);
    if (key === null) return;
    for (const row of reader
      .sql<Compared>(`SELECT ${COMPARED} FROM contact WHERE deleted_at IS NULL AND ${sql}`)
      .all(...values)) {
      if (seen.has(row.no) || duplicateKey(rule, row) !== key) continue;
      seen.add(row.no);
      found.push({ rule, no: row.no });
    }
  };
  // Whoever shares the variant of an address shares its first letter, and the dots and the domain differ.
  const first = mine.email_key?.charAt(0) ?? '';
  look('email', 'email_key >= ? AND email_key < ?', [first, `${first}\u{10ffff}`]);
  look('phone', 'phone = ?', [mine.phone]);
  look('name_company', 'name_key = ? AND company_key = ?', [mine.name_key, mine.company_key]);
  return found.slice(0, LARGEST_GROUP);
}

function membersHash(nos: readonly number[]): string {
  return createHash('sha256').update(nos.join(',')).digest('base64url');
}
