import type { Reader, Tx } from '#main/db/access.ts';
import { nameKey } from '#shared/domain/contact-fields.ts';
import { foldText } from '#shared/domain/search-text.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addToContactCount } from './contact.repo.ts';
import { addToList } from './list-member.repo.ts';
import { addressHash, hasSuppressionsWithoutContact } from './suppression.repo.ts';

/** A stretch of the stage: addresses after `from` up to and including `to`. */
export interface MergeStretch {
  import_no: number;
  import_id: string;
  from: string;
  to: string;
  list_nos: readonly number[];
  update_existing: boolean;
  at: Millis;
}

export interface MergeResult {
  created: number;
  updated: number;
  unchanged: number;
}

/** Of several rows with one address the last one counts. */
const ROWS = `FROM stage.row r WHERE r.email_key > @from AND r.email_key <= @to
  AND NOT EXISTS (SELECT 1 FROM stage.row n WHERE n.email_key = r.email_key AND n.line > r.line)`;

const TEXTS = ['first_name', 'last_name', 'company', 'city', 'country', 'locale', 'timezone'] as const;
const NULLABLE = ['phone', 'external_id'] as const;

const INSERT = `
  INSERT INTO contact (id, email, email_key, ${TEXTS.join(', ')}, ${NULLABLE.join(', ')}, attributes, name_key, company_key,
    created_at, updated_at, import_no)
  SELECT r.id, r.email, r.email_key, ${TEXTS.map((name) => `r.${name}`).join(', ')},
    ${NULLABLE.map((name) => `nullif(r.${name}, '')`).join(', ')}, r.attributes, r.name_key, r.company_key, @at, @at, @import_no
  ${ROWS} ORDER BY r.email_key
  ON CONFLICT (email_key) WHERE deleted_at IS NULL`;

/** A cell that is empty says nothing, so it empties nothing. */
const UPSERT = `${INSERT} DO UPDATE SET
    ${TEXTS.map((name) => `${name} = coalesce(nullif(excluded.${name}, ''), ${name})`).join(', ')},
    ${NULLABLE.map((name) => `${name} = coalesce(excluded.${name}, ${name})`).join(', ')},
    attributes = json_patch(attributes, excluded.attributes),
    updated_at = @at, import_no = @import_no, revision = revision + 1
  WHERE ${TEXTS.map((name) => `(excluded.${name} <> '' AND excluded.${name} <> ${name})`).join(' OR ')}
    OR ${NULLABLE.map((name) => `(excluded.${name} IS NOT NULL AND excluded.${name} IS NOT ${name})`).join(' OR ')}
    OR (excluded.attributes <> '{}' AND json_patch(attributes, excluded.attributes) <> json(attributes))`;

const INSERT_NEW_ONLY = `${INSERT} DO NOTHING`;

/** Brings a stretch of the stage into the contacts, their lists and all sums. */
export function mergeStretch(tx: Tx, stretch: MergeStretch): MergeResult {
  const { import_no, import_id, from, to, at } = stretch;
  const people = numberOf(
    tx,
    'SELECT count(DISTINCT email_key) AS n FROM stage.row WHERE email_key > @from AND email_key <= @to',
    { from, to },
  );
  const before = highestNo(tx);
  const { changes } = tx.sql(stretch.update_existing ? UPSERT : INSERT_NEW_ONLY).run({ from, to, at, import_no });
  // Numbers are given in turn and nothing else writes meanwhile, so the new ones count the new contacts.
  const created = highestNo(tx) - before;
  const updated = changes - created;
  if (updated > 0) refreshKeys(tx, { import_no, before, from, to });
  addToContactCount(tx, created);
  for (const list_no of stretch.list_nos) join(tx, { list_no, from, to, at, source: `import:${import_id}` });
  if (created > 0 && hasSuppressionsWithoutContact(tx)) linkSuppressions(tx, before);
  return { created, updated, unchanged: people - created - updated };
}

function highestNo(reader: Reader): number {
  return numberOf(reader, 'SELECT coalesce(max(no), 0) AS n FROM contact');
}

function numberOf(reader: Reader, text: string, values: object = {}): number {
  return reader.sql<{ n: number }>(text).get(values)?.n ?? 0;
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

/** A row may have changed one part of a name: what is sorted and searched follows the whole. */
function refreshKeys(tx: Tx, range: { import_no: number; before: number; from: string; to: string }): void {
  const rows = tx
    .sql<Named>(
      `SELECT no, first_name, last_name, company, email, name_key, company_key FROM contact
       WHERE email_key > @from AND email_key <= @to AND deleted_at IS NULL AND no <= @before AND import_no = @import_no`,
    )
    .all(range);
  for (const row of rows) {
    const name_key = nameKey(row);
    const company_key = foldText(row.company);
    if (name_key === row.name_key && company_key === row.company_key) continue;
    tx.sql('UPDATE contact SET name_key = ?, company_key = ? WHERE no = ?').run(name_key, company_key, row.no);
  }
}

/** Whoever is or was on the list stays as they are: an import never brings anybody back. */
function join(tx: Tx, values: { list_no: number; from: string; to: string; at: Millis; source: string }): void {
  const { changes } = tx
    .sql(
      `INSERT INTO list_member (list_no, contact_no, state, changed_at, source)
       SELECT @list_no, c.no, 'subscribed', @at, @source
       FROM (SELECT r.email_key AS email_key, r.joins AS joins ${ROWS}) r
         CROSS JOIN contact c ON c.email_key = r.email_key AND c.deleted_at IS NULL
       WHERE r.joins = 1 ORDER BY c.no
       ON CONFLICT DO NOTHING`,
    )
    .run(values);
  addToList(tx, values.list_no, 'subscribed', changes);
}

/** Addresses that were suppressed before there was a contact for them. */
function linkSuppressions(tx: Tx, before: number): void {
  const rows = tx.sql<{ no: number; email_key: string }>('SELECT no, email_key FROM contact WHERE no > ?').all(before);
  for (const { no, email_key } of rows) {
    tx.sql(
      `UPDATE suppression SET contact_no = ? WHERE channel = 'email' AND address_hash = ? AND contact_no IS NULL`,
    ).run(no, addressHash(email_key));
  }
}
