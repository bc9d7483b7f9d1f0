import type { Reader, Tx } from '#main/db/access.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addToList } from '../consent/list-member.repo.ts';
import { addToContactCount } from '../contact/contact.repo.ts';
import { refreshKeys } from './import-merge.repo.ts';
import { FIELDS } from './import-merge.sql.ts';

const TRACES = ['import_created', 'import_change', 'import_tag', 'import_rejoined', 'import_lifted', 'event'] as const;

/** Whether an import has left anything that can be taken back. */
export function hasTraces(reader: Reader, import_no: number): boolean {
  return TRACES.some((table) => reader.sql(`SELECT 1 FROM ${table} WHERE import_no = ? LIMIT 1`).get(import_no));
}

/** How much there is to take back: what progress is measured by. */
export function countTraces(reader: Reader, import_no: number): number {
  return (
    reader
      .sql<{ n: number }>(
        `SELECT (SELECT ifnull(sum(last_no - first_no + 1), 0) FROM import_created WHERE import_no = @import_no)
           + (SELECT count(*) FROM import_change WHERE import_no = @import_no)
           + (SELECT count(*) FROM import_tag WHERE import_no = @import_no)
           + (SELECT count(*) FROM event WHERE import_no = @import_no) AS n`,
      )
      .get({ import_no })?.n ?? 0
  );
}

/** Opt-outs that an import brought and that are still there. */
export function countOptOutsOf(reader: Reader, source: string): number {
  return reader.sql<{ n: number }>('SELECT count(*) AS n FROM suppression WHERE source = ?').get(source)?.n ?? 0;
}

interface CreatedRange {
  first_no: number;
  last_no: number;
}

/**
 * Puts some contacts into the recycle bin that the import made, and takes them out of all sums. Each turn forgets what it has done, so a
 * killed run finds the rest. A number may have been given again after its contact was erased: whoever came later is left alone.
 * @returns null when none are left, else how many went
 */
export function binSomeCreated(
  tx: Tx,
  { import_no, limit, at, made_until }: { import_no: number; limit: number; at: Millis; made_until: Millis },
): number | null {
  const range = tx
    .sql<CreatedRange>(
      'SELECT first_no, last_no FROM import_created WHERE import_no = ? ORDER BY first_no DESC LIMIT 1',
    )
    .get(import_no);
  if (!range) return null;
  const first = Math.max(range.first_no, range.last_no - limit + 1);
  const stretch = { first, last: range.last_no, made_until };
  const sums = tx
    .sql<{ list_no: number; state: MemberState; n: number }>(
      `SELECT m.list_no, m.state, count(*) AS n FROM contact c JOIN list_member m ON m.contact_no = c.no
       WHERE ${LIVING} GROUP BY m.list_no, m.state`,
    )
    .all(stretch);
  for (const { list_no, state, n } of sums) addToList(tx, list_no, state, -n);
  const { changes } = tx
    .sql(`UPDATE contact AS c SET deleted_at = @at, revision = revision + 1 WHERE ${LIVING}`)
    .run({ ...stretch, at });
  addToContactCount(tx, -changes);
  if (first === range.first_no) {
    tx.sql('DELETE FROM import_created WHERE import_no = ? AND first_no = ?').run(import_no, first);
  } else {
    tx.sql('UPDATE import_created SET last_no = ? WHERE import_no = ? AND first_no = ?').run(
      first - 1,
      import_no,
      range.first_no,
    );
  }
  return changes;
}

const LIVING = 'c.no BETWEEN @first AND @last AND c.deleted_at IS NULL AND c.created_at <= @made_until';

/** Whether the import set this field of a contact, and whether the contact still has what it set. */
const wasSet = (name: string) => `json_type(x.before, '$.${name}') IS NOT NULL`;
const isKept = (name: string) => `c.${name} IS (x.after ->> '$.${name}')`;
const SAME_VALUE = `(c.attributes -> a.key) IS (x.after -> '$.attributes' -> a.key)`;

const CHANGED_SINCE = [
  ...FIELDS.map((name) => `(${wasSet(name)} AND NOT ${isKept(name)})`),
  `EXISTS (SELECT 1 FROM json_each(x.after, '$.attributes') a WHERE NOT ${SAME_VALUE})`,
].join(' OR ');

const RESTORE = `
  UPDATE contact SET
    ${FIELDS.map((name) => `${name} = iif(${wasSet(name)} AND ${isKept(name)}, x.before ->> '$.${name}', c.${name})`).join(',\n    ')},
    attributes = iif(${wasSet('attributes')}, json_patch(c.attributes, (
      SELECT json_group_object(a.key, json(ifnull(x.before -> '$.attributes' -> a.key, 'null')))
      FROM json_each(x.after, '$.attributes') a WHERE ${SAME_VALUE})), c.attributes),
    updated_at = @at, updated_by = NULL, revision = contact.revision + 1, import_no = nullif(contact.import_no, @import_no)
  FROM import_change x CROSS JOIN contact c ON c.no = x.contact_no
  WHERE x.import_no = @import_no AND x.turn = @turn AND x.contact_no <= @to AND contact.no = x.contact_no`;

/**
 * Gives some contacts back the values they had. A field that somebody changed after the import keeps what it has now.
 * @returns null when none are left
 */
export function restoreSome(
  tx: Tx,
  { import_no, limit, at }: { import_no: number; limit: number; at: Millis },
): { restored: number; kept: number } | null {
  const turn = tx
    .sql<{ n: number | null }>('SELECT max(turn) AS n FROM import_change WHERE import_no = ?')
    .get(import_no)?.n;
  if (turn === null || turn === undefined) return null;
  const nos = tx
    .sql('SELECT contact_no FROM import_change WHERE import_no = ? AND turn = ? ORDER BY contact_no LIMIT ?')
    .pluck()
    .all(import_no, turn, limit) as number[];
  const stretch = { import_no, turn, to: nos.at(-1) ?? 0 };
  const { all = 0, kept = 0 } =
    tx
      .sql<{ all: number; kept: number }>(
        `SELECT count(*) AS "all", ifnull(sum(${CHANGED_SINCE}), 0) AS kept
         FROM import_change x CROSS JOIN contact c ON c.no = x.contact_no
         WHERE x.import_no = @import_no AND x.turn = @turn AND x.contact_no <= @to`,
      )
      .get(stretch) ?? {};
  tx.sql(RESTORE).run({ ...stretch, at });
  refreshKeys(tx, nos);
  tx.sql('DELETE FROM import_change WHERE import_no = @import_no AND turn = @turn AND contact_no <= @to').run(stretch);
  return { restored: all - kept, kept };
}

/** @returns how many events of the import went */
export function removeSomeEvents(tx: Tx, import_no: number, limit: number): number {
  return tx
    .sql('DELETE FROM event WHERE no IN (SELECT no FROM event WHERE import_no = ? LIMIT ?)')
    .run(import_no, limit).changes;
}

/** Forgets some of what would be needed to take a deleted import back. @returns whether there was any */
export function forgetSomeTraces(tx: Tx, import_no: number, limit: number): boolean {
  const rows = FORGET.reduce((sum, text) => sum + tx.sql(text).run({ import_no, limit }).changes, 0);
  return rows > 0;
}

const FORGET = [
  'DELETE FROM import_created WHERE import_no = @import_no AND @limit > 0',
  `DELETE FROM import_change WHERE (import_no, turn, contact_no) IN
     (SELECT import_no, turn, contact_no FROM import_change WHERE import_no = @import_no LIMIT @limit)`,
  `DELETE FROM import_tag WHERE (import_no, contact_no, tag_no) IN
     (SELECT import_no, contact_no, tag_no FROM import_tag WHERE import_no = @import_no LIMIT @limit)`,
  `DELETE FROM import_rejoined WHERE (import_no, list_no, contact_no) IN
     (SELECT import_no, list_no, contact_no FROM import_rejoined WHERE import_no = @import_no LIMIT @limit)`,
  `DELETE FROM import_lifted WHERE (import_no, contact_no) IN
     (SELECT import_no, contact_no FROM import_lifted WHERE import_no = @import_no LIMIT @limit)`,
];
