import type { Tx } from '#main/db/access.ts';
import type { BulkField } from '#shared/domain/bulk-edit.ts';
import type { AttributeValue } from '#shared/domain/contact-fields.ts';
import { refreshNameKeys } from '../contact/contact-keys.repo.ts';
import { liveOf } from './bulk-live.repo.ts';
import type { Before, PartOf, PartResult, UndoResult } from './bulk-part.repo.ts';

export interface FieldPart extends PartOf {
  field: BulkField;
  /** In its stored form; for fields that are never null, empty text is nothing. */
  value: string | null;
}

export interface AttributePart extends PartOf {
  key: string;
  value: AttributeValue;
}

const NAMES_PERSON = ['phone', 'external_id', 'first_name', 'last_name'];
const IN_KEYS = ['first_name', 'last_name', 'company'];

export function setFieldOfPart(tx: Tx, { field, value, at, by }: FieldPart, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const rows = tx
    .sql<{ no: number; value: string | null; bare: number }>(
      `SELECT c.no AS no, c.${field} AS value, ${wouldBeNobody(field)} AS bare
       FROM json_each(@nos) j CROSS JOIN contact c ON c.no = j.value WHERE c.${field} IS NOT @value ORDER BY c.no`,
    )
    .all({ nos: live.nos, value });
  const emptied = value === null || value === '';
  const changing = rows.filter(({ bare }) => !(emptied && bare === 1));
  const nos = JSON.stringify(changing.map(({ no }) => no));
  tx.sql(
    `UPDATE contact SET ${field} = @value, updated_at = @at, updated_by = @by, revision = revision + 1
     WHERE no IN (SELECT value FROM json_each(@nos))`,
  ).run({ value, at, by, nos });
  if (IN_KEYS.includes(field)) refreshNameKeys(tx, nos);
  const nobody = rows.length - changing.length;
  return {
    before: changing.map(({ no, value: was }): Before[number] => [no, was]),
    unchanged: live.n - rows.length,
    left_out: { ...live.left_out, ...(nobody > 0 ? { nothing_left: nobody } : {}) },
  };
}

export function takeFieldBack(tx: Tx, { field, value, at, by }: FieldPart, before: string): UndoResult {
  const nos = tx
    .sql(
      `UPDATE contact AS c SET ${field} = b.value ->> 1, updated_at = @at, updated_by = @by, revision = c.revision + 1
       FROM json_each(@before) b WHERE c.no = b.value ->> 0 AND c.${field} IS @value RETURNING no`,
    )
    .pluck()
    .all({ value, at, by, before }) as number[];
  if (IN_KEYS.includes(field)) refreshNameKeys(tx, JSON.stringify(nos));
  return { restored: nos.length };
}

export function setAttributeOfPart(tx: Tx, { key, value, at, by }: AttributePart, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const path = pathOf(key);
  const rows = tx
    .sql<{ no: number; value: string | null }>(
      `SELECT c.no AS no, c.attributes -> @path AS value FROM json_each(@nos) j CROSS JOIN contact c ON c.no = j.value
       WHERE ifnull(c.attributes -> @path, 'null') <> json(@value) ORDER BY c.no`,
    )
    .all({ nos: live.nos, path, value: JSON.stringify(value) });
  tx.sql(
    `UPDATE contact SET updated_at = @at, updated_by = @by, revision = revision + 1,
       attributes = iif(@value = 'null', json_remove(attributes, @path), json_set(attributes, @path, json(@value)))
     WHERE no IN (SELECT value FROM json_each(@nos))`,
  ).run({ path, value: JSON.stringify(value), at, by, nos: JSON.stringify(rows.map(({ no }) => no)) });
  return {
    before: rows.map((row): Before[number] => [row.no, row.value === null ? null : JSON.parse(row.value)]),
    unchanged: live.n - rows.length,
    left_out: live.left_out,
  };
}

export function takeAttributeBack(tx: Tx, { key, value, at, by }: AttributePart, before: string): UndoResult {
  const { changes } = tx
    .sql(
      `UPDATE contact AS c SET updated_at = @at, updated_by = @by, revision = c.revision + 1,
         attributes = iif(b.value -> 1 = 'null', json_remove(c.attributes, @path),
           json_set(c.attributes, @path, json(b.value -> 1)))
       FROM json_each(@before) b
       WHERE c.no = b.value ->> 0 AND ifnull(c.attributes -> @path, 'null') = json(@value)`,
    )
    .run({ path: pathOf(key), value: JSON.stringify(value), at, by, before });
  return { restored: changes };
}

/** Without this field the contact would have nothing to be known by. */
function wouldBeNobody(field: BulkField): string {
  if (!NAMES_PERSON.includes(field)) return '0';
  const others = NAMES_PERSON.filter((name) => name !== field).map((name) => `ifnull(c.${name}, '') = ''`);
  return `(c.email IS NULL AND ${others.join(' AND ')})`;
}

/** Keys of custom fields are small letters, digits and _ (domain/custom-field). */
function pathOf(key: string): string {
  return `$."${key}"`;
}
