import type { Tx } from '#main/db/access.ts';
import {
  allFields,
  deletedFields,
  type FieldRecord,
  findFieldByNo,
  insertField,
} from '#main/repositories/contact/custom-field.repo.ts';
import {
  cleanChoices,
  type FieldType,
  fieldKeyFor,
  fieldKeyProblem,
  MOST_FIELDS,
} from '#shared/domain/custom-field/custom-field.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface NewField {
  label: string;
  /** Made from the label where it is left out. */
  key?: string;
  description?: string;
  type: FieldType;
  choices?: readonly string[];
}

/** A new field behind those there are. Shared by the settings and by imports that bring fields along. */
export function addField(
  tx: Tx,
  { id, now, actor }: { id: string; now: Millis; actor: string | null },
  { label, description = '', type, ...input }: NewField,
): FieldRecord {
  const known = [...allFields(tx), ...deletedFields(tx)];
  if (known.length >= MOST_FIELDS) {
    throw new HeraldError('WRONG_STATE', `There are ${MOST_FIELDS} fields already, which is the most there may be.`, {
      hint: 'Delete one that nobody needs and remove its values.',
    });
  }
  const key = input.key || fieldKeyFor(label, new Set(known.map((field) => field.key)));
  const problem = fieldKeyProblem(key);
  if (problem) throw new HeraldError('INVALID_INPUT', problem, { field: 'key' });
  refuseTaken(tx, { key, label }, null);
  const choices = choicesFor(type, input.choices ?? []);
  const no = insertField(tx, { id, key, label, description, type, choices, created_at: instantOf(now) });
  tx.record({ type: 'field.created', subject: `field:${id}`, actor, data: { key, label, type } });
  return found(findFieldByNo(tx, no), 'field');
}

/** A key belongs to one field, deleted ones included: their values are still there. Labels differ, or nobody could choose. */
export function refuseTaken(tx: Tx, { key, label }: { key: string; label: string }, own_id: string | null): void {
  const same = allFields(tx).find((field) => field.id !== own_id && field.label.toLowerCase() === label.toLowerCase());
  if (same) {
    throw new HeraldError('ALREADY_EXISTS', 'There is a field with this name already.', {
      field: 'label',
      hint: 'Choose another name.',
      field_id: same.id,
    });
  }
  const owner = allFields(tx).find((field) => field.id !== own_id && field.key === key);
  if (owner) {
    throw new HeraldError('ALREADY_EXISTS', `"${owner.label}" has this name for rules and templates already.`, {
      field: 'key',
      hint: 'Choose another one.',
      field_id: owner.id,
    });
  }
  const deleted = deletedFields(tx).find((field) => field.id !== own_id && field.key === key);
  if (!deleted) return;
  throw new HeraldError('ALREADY_EXISTS', `The deleted field "${deleted.label}" still has values under this name.`, {
    field: 'key',
    hint: 'Take that field back, remove its values for good, or choose another name.',
    field_id: deleted.id,
  });
}

export function choicesFor(type: FieldType, given: readonly string[]): string[] {
  if (type !== 'choice') return [];
  const choices = cleanChoices(given);
  if (choices.length > 0) return choices;
  throw new HeraldError('INVALID_INPUT', 'A field with choices needs at least one.', { field: 'choices' });
}
