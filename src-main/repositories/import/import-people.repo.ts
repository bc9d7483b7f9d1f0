import type { Reader, Tx } from '#main/db/access.ts';
import { MEMBER_STATES, type MemberState } from '#shared/domain/contact-status.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addToList } from '../consent/list-member.repo.ts';
import { addressHash } from '../consent/suppression.repo.ts';
import type { Stretch } from './import-merge.repo.ts';
import { JOINS, OPT_OUT_HERE } from './import-merge.sql.ts';

interface ListJoin extends Stretch {
  list_no: number;
  at: Millis;
  /** `import:<id>` */
  source: string;
}

/** Rows of a stretch beside their contact; the contact is found by the address, whether it was there or has just been made. */
const ROWS = `stage.row r CROSS JOIN contact c ON c.email_key = r.email_key AND c.deleted_at IS NULL`;
const STRETCH = 'r.email_key > @from AND r.email_key <= @to';
const SUPPRESSED = `EXISTS (SELECT 1 FROM suppression s WHERE s.contact_no = c.no AND s.channel = 'email')`;
const STATE = `CASE ${OPT_OUT_HERE} WHEN 'unsubscribed' THEN 'unsubscribed'
  ELSE iif(${JOINS} AND NOT ${SUPPRESSED}, r.standing, NULL) END`;

/**
 * Puts the people of a stretch on a list, each in the state that the file says. Whoever is or was on the list stays as they are, and
 * who must get nothing does not join: an import brings nobody back by itself.
 */
export function joinList(tx: Tx, values: ListJoin): void {
  const joined = tx
    .sql(
      `INSERT INTO list_member (list_no, contact_no, state, changed_at, source)
       SELECT @list_no, no, state, @at, @source FROM (SELECT c.no, ${STATE} AS state FROM ${ROWS} WHERE ${STRETCH})
       WHERE state IS NOT NULL ORDER BY no ON CONFLICT DO NOTHING RETURNING state`,
    )
    .pluck()
    .all(values) as MemberState[];
  for (const state of MEMBER_STATES) {
    const n = joined.filter((one) => one === state).length;
    if (n > 0) addToList(tx, values.list_no, state, n);
  }
}

/** People who have agreed again: what kept them away is lifted, and kept apart so that it can be put back. */
export function resubscribe(
  tx: Tx,
  { import_no, ...values }: Stretch & { import_no: number; list_nos: readonly number[]; at: Millis; source: string },
): number {
  const { list_nos, ...range } = values;
  const people = new Set(
    tx
      .sql(
        `INSERT INTO import_lifted (import_no, contact_no, reason, source, at)
         SELECT @import_no, c.no, s.reason, s.source, s.at FROM ${ROWS}
           JOIN suppression s ON s.contact_no = c.no AND s.channel = 'email' AND s.reason = 'unsubscribed'
         WHERE ${STRETCH} AND ${JOINS}
         ON CONFLICT DO UPDATE SET at = import_lifted.at RETURNING contact_no`,
      )
      .pluck()
      .all({ import_no, from: range.from, to: range.to }) as number[],
  );
  if (people.size > 0) {
    tx.sql(
      `DELETE FROM suppression WHERE channel = 'email' AND reason = 'unsubscribed'
         AND contact_no IN (SELECT value FROM json_each(?))`,
    ).run(JSON.stringify([...people]));
  }
  for (const list_no of list_nos) for (const no of rejoin(tx, { import_no, list_no, ...range })) people.add(no);
  return people.size;
}

function rejoin(tx: Tx, values: ListJoin & { import_no: number }): number[] {
  const { import_no, list_no, from, to, at, source } = values;
  const nos = tx
    .sql(
      `INSERT INTO import_rejoined (import_no, list_no, contact_no, changed_at, source)
       SELECT @import_no, m.list_no, m.contact_no, m.changed_at, m.source
       FROM ${ROWS} JOIN list_member m ON m.list_no = @list_no AND m.contact_no = c.no AND m.state = 'unsubscribed'
       WHERE ${STRETCH} AND ${JOINS} AND NOT ${SUPPRESSED}
       ON CONFLICT DO UPDATE SET source = import_rejoined.source RETURNING contact_no`,
    )
    .pluck()
    .all({ import_no, list_no, from, to }) as number[];
  if (nos.length === 0) return nos;
  tx.sql(
    `UPDATE list_member SET state = 'subscribed', changed_at = @at, source = @source
     WHERE list_no = @list_no AND contact_no IN (SELECT value FROM json_each(@nos))`,
  ).run({ list_no, at, source, nos: JSON.stringify(nos) });
  addToList(tx, list_no, 'unsubscribed', -nos.length);
  addToList(tx, list_no, 'subscribed', nos.length);
  return nos;
}

/** Gives the people of a stretch their tags, those of the file and those for everybody, and notes which are new to them. */
export function tagPeople(
  tx: Tx,
  values: Stretch & { import_no: number; tag_nos: readonly number[]; at: Millis },
): void {
  const { import_no, tag_nos, from, to, at } = values;
  const added = tx
    .sql<{ contact_no: number; tag_no: number }>(
      `WITH wanted (contact_no, tag_no) AS (
         SELECT c.no, t.no FROM ${ROWS} JOIN json_each(iif(r.tags = '', '[]', r.tags)) w JOIN tag t ON t.name = w.value
         WHERE ${STRETCH}
         UNION SELECT c.no, n.value FROM ${ROWS} JOIN json_each(@tag_nos) n WHERE ${STRETCH})
       INSERT INTO import_tag (import_no, contact_no, tag_no)
       SELECT @import_no, w.contact_no, w.tag_no FROM wanted w
       WHERE NOT EXISTS (SELECT 1 FROM contact_tag k WHERE k.tag_no = w.tag_no AND k.contact_no = w.contact_no)
       ON CONFLICT DO NOTHING RETURNING contact_no, tag_no`,
    )
    .all({ import_no, from, to, tag_nos: JSON.stringify(tag_nos) });
  if (added.length === 0) return;
  tx.sql(
    `INSERT INTO contact_tag (tag_no, contact_no, at)
     SELECT value ->> 'tag_no', value ->> 'contact_no', @at FROM json_each(@added) WHERE true ON CONFLICT DO NOTHING`,
  ).run({ at, added: JSON.stringify(added) });
}

/** The numbers of tags with these names; missing ones are made. */
export function tagNumbers(tx: Tx, names: readonly string[], made: { id(): string; at: Millis }): number[] {
  for (const name of names) {
    const known = tx.sql('SELECT 1 FROM tag WHERE name = ?').get(name);
    if (!known) tx.sql('INSERT INTO tag (id, name, created_at) VALUES (?, ?, ?)').run(made.id(), name, made.at);
  }
  return tx
    .sql('SELECT no FROM tag WHERE name IN (SELECT value FROM json_each(?))')
    .pluck()
    .all(JSON.stringify(names)) as number[];
}

export interface KeptOut {
  kept_out: number;
  resubscribed: number;
}

/**
 * People of a stretch who would join but stay away: suppressed before, or gone from one of the lists. Asked before anything of the stretch
 * is merged, so that a check and an import find the same. With `resubscribes`, those whom the import brings back are counted apart.
 */
export function countKeptOut(
  reader: Reader,
  { from, to, list_nos, resubscribes }: Stretch & { list_nos: readonly number[]; resubscribes: boolean },
): KeptOut {
  const row = reader
    .sql<{ away: number; back: number }>(
      `SELECT count(*) AS away, ifnull(sum(reason IS NULL OR reason = 'unsubscribed'), 0) AS back FROM (
         SELECT (SELECT s.reason FROM suppression s WHERE s.contact_no = c.no AND s.channel = 'email') AS reason,
           EXISTS (SELECT 1 FROM json_each(@list_nos) n JOIN list_member m
             ON m.list_no = n.value AND m.contact_no = c.no AND m.state = 'unsubscribed') AS gone
         FROM ${ROWS} WHERE ${STRETCH} AND ${JOINS})
       WHERE reason IS NOT NULL OR gone`,
    )
    .get({ from, to, list_nos: JSON.stringify(list_nos) });
  const strangers = suppressedStrangers(reader, { from, to });
  const away = (row?.away ?? 0) + strangers.all;
  const back = resubscribes ? (row?.back ?? 0) + strangers.unsubscribed : 0;
  return { kept_out: away - back, resubscribed: back };
}

/** Addresses of a stretch that are suppressed though there is no contact for them: known by their hash only. */
function suppressedStrangers(reader: Reader, stretch: Stretch): { all: number; unsubscribed: number } {
  if (!hasStrangers(reader)) return { all: 0, unsubscribed: 0 };
  const keys = reader
    .sql(
      `SELECT r.email_key FROM stage.row r WHERE ${STRETCH} AND ${JOINS}
         AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.email_key = r.email_key AND c.deleted_at IS NULL)`,
    )
    .pluck()
    .all(stretch) as string[];
  const row = reader
    .sql<{ all: number; unsubscribed: number }>(
      `SELECT count(*) AS "all", ifnull(sum(s.reason = 'unsubscribed'), 0) AS unsubscribed
       FROM json_each(?) h JOIN suppression s ON s.channel = 'email' AND s.address_hash = h.value AND s.contact_no IS NULL`,
    )
    .get(JSON.stringify(keys.map(addressHash)));
  return row ?? { all: 0, unsubscribed: 0 };
}

function hasStrangers(reader: Reader): boolean {
  return (
    reader.sql(`SELECT 1 FROM suppression WHERE channel = 'email' AND contact_no IS NULL LIMIT 1`).get() !== undefined
  );
}

/** Addresses that were suppressed before there was a contact for them. */
export function linkSuppressions(tx: Tx, contacts_after: number): void {
  if (!hasStrangers(tx)) return;
  const hashes = tx
    .sql<{ no: number; email_key: string }>('SELECT no, email_key FROM contact WHERE no > ?')
    .all(contacts_after)
    .map(({ no, email_key }) => [addressHash(email_key), no]);
  tx.sql(
    `UPDATE suppression SET contact_no = h.value ->> 1 FROM json_each(?) h
     WHERE channel = 'email' AND address_hash = h.value ->> 0 AND contact_no IS NULL`,
  ).run(JSON.stringify(hashes));
}
