import type { Reader, Tx } from '#main/db/access.ts';
import { NULLABLE_FIELDS, nameKey, TEXT_FIELDS } from '#shared/domain/contact-fields.ts';
import { foldText } from '#shared/domain/search-text.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addArrivals, addToContactCount } from '../contact/contact.repo.ts';
import { AFTER, BEFORE, CHANGES, FIELDS, PAIRS } from './import-merge.sql.ts';

/** A stretch of the stage: addresses after `from` up to and including `to`. */
export interface Stretch {
  from: string;
  to: string;
}

export interface MergeStretch extends Stretch {
  import_no: number;
  /** Which start of the import this is. */
  turn: number;
  update_existing: boolean;
  /** A new id: that of each new contact begins like it and ends with the number of its row. */
  id: string;
  at: Millis;
  /** Number of the user whose import it is. */
  by: number | null;
}

export interface MergeResult {
  created: number;
  updated: number;
  unchanged: number;
  /** New contacts have the numbers after this one. */
  before: number;
}

const REMEMBER_CHANGES = `
  INSERT INTO import_change (import_no, turn, contact_no, before, after)
  SELECT @import_no, @turn, c.no, ${BEFORE}, ${AFTER} FROM ${PAIRS} AND ${CHANGES} ORDER BY c.no
  RETURNING contact_no`;

const UPDATE = `
  UPDATE contact SET
    ${TEXT_FIELDS.map((name) => `${name} = iif(r.${name} <> '', r.${name}, contact.${name})`).join(', ')},
    ${NULLABLE_FIELDS.map((name) => `${name} = iif(r.${name} <> '', r.${name}, contact.${name})`).join(', ')},
    attributes = iif(r.attributes <> '{}', json_patch(contact.attributes, r.attributes), contact.attributes),
    updated_at = @at, updated_by = @by, import_no = @import_no, revision = contact.revision + 1
  FROM json_each(@nos) n JOIN contact c ON c.no = n.value JOIN stage.row r ON r.email_key = c.email_key
  WHERE contact.no = n.value`;

/**
 * Whoever has the address already is left out by the index that refuses them. The ids of a stretch are neighbours, so that their index
 * grows at its end: ids that were given while the file was read would touch all its pages at each step.
 */
const INSERT = `
  INSERT INTO contact (id, email, email_key, ${FIELDS.join(', ')}, attributes, name_key, company_key, created_at, updated_at, updated_by, import_no)
  SELECT @ids || printf('%08x', r.line), iif(r.email = '', r.email_key, r.email), r.email_key, ${TEXT_FIELDS.map((name) => `r.${name}`).join(', ')},
    ${NULLABLE_FIELDS.map((name) => `nullif(r.${name}, '')`).join(', ')}, r.attributes, r.name_key, r.company_key, @at, @at, @by, @import_no
  FROM stage.row r WHERE r.email_key > @from AND r.email_key <= @to ORDER BY r.email_key
  ON CONFLICT (email_key) WHERE deleted_at IS NULL DO NOTHING`;

/** Brings the people of a stretch into the contacts and all sums, and keeps what is needed to take it back. */
export function mergePeople(
  tx: Tx,
  { import_no, turn, from, to, update_existing, id, at, by }: MergeStretch,
): MergeResult {
  const people = peopleIn(tx, { from, to });
  const changed = update_existing
    ? (tx.sql(REMEMBER_CHANGES).pluck().all({ import_no, turn, from, to }) as number[])
    : [];
  if (changed.length > 0) {
    tx.sql(UPDATE).run({ import_no, at, by, nos: JSON.stringify(changed) });
    refreshKeys(tx, changed);
  }
  const before = highestNo(tx);
  tx.sql(INSERT).run({ from, to, at, by, import_no, ids: id.slice(0, -8) });
  // Numbers are given in turn and nothing else writes meanwhile, so the new ones count the new contacts.
  const created = highestNo(tx) - before;
  if (created > 0) rememberCreated(tx, { import_no, first_no: before + 1, last_no: before + created });
  addToContactCount(tx, created);
  addArrivals(tx, at, created);
  return { created, updated: changed.length, unchanged: people - created - changed.length, before };
}

export function peopleIn(reader: Reader, stretch: Stretch): number {
  return numberOf(reader, 'SELECT count(*) AS n FROM stage.row WHERE email_key > @from AND email_key <= @to', stretch);
}

/** How many contacts there are already with the addresses of a stretch, and how many of them its rows would change. */
export function countPairs(reader: Reader, stretch: Stretch): { known: number; changed: number } {
  const row = reader
    .sql<{ known: number; changed: number }>(
      `SELECT count(*) AS known, ifnull(sum(${CHANGES}), 0) AS changed FROM ${PAIRS}`,
    )
    .get(stretch);
  return row ?? { known: 0, changed: 0 };
}

function highestNo(reader: Reader): number {
  return numberOf(reader, 'SELECT coalesce(max(no), 0) AS n FROM contact');
}

function numberOf(reader: Reader, text: string, values: object = {}): number {
  return reader.sql<{ n: number }>(text).get(values)?.n ?? 0;
}

/** A stretch that follows another one without a gap makes its line longer. */
function rememberCreated(tx: Tx, range: { import_no: number; first_no: number; last_no: number }): void {
  const { changes } = tx
    .sql('UPDATE import_created SET last_no = @last_no WHERE import_no = @import_no AND last_no = @first_no - 1')
    .run(range);
  if (changes > 0) return;
  tx.sql('INSERT INTO import_created (import_no, first_no, last_no) VALUES (@import_no, @first_no, @last_no)').run(
    range,
  );
}

interface Named {
  no: number;
  first_name: string;
  last_name: string;
  company: string;
  email: string | null;
  name_key: string;
  company_key: string;
}

/** A row may have changed one part of a name: what is sorted and searched follows the whole. Also after a change is taken back. */
export function refreshKeys(tx: Tx, contact_nos: readonly number[]): void {
  const rows = tx
    .sql<Named>(
      `SELECT no, first_name, last_name, company, email, name_key, company_key
       FROM json_each(?) n JOIN contact ON contact.no = n.value`,
    )
    .all(JSON.stringify(contact_nos));
  for (const row of rows) {
    const name_key = nameKey(row);
    const company_key = foldText(row.company);
    if (name_key === row.name_key && company_key === row.company_key) continue;
    tx.sql('UPDATE contact SET name_key = ?, company_key = ? WHERE no = ?').run(name_key, company_key, row.no);
  }
}
