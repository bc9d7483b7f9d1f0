import { sayReason } from '../reason/say-reason.ts';
import { coerceField } from './coerce-field.ts';
import { type CustomField, fieldKeyFor } from './custom-field.ts';
import type { FieldValue } from './field-value.ts';

export type AttributeValues = Record<string, FieldValue>;

export interface AttributeProblem {
  field: string;
  message: string;
  hint?: string;
}

export interface AttributesInput {
  fields: readonly CustomField[];
  zone: string;
  /** What the contact has. Values that no field knows any more stay as they are. */
  before: AttributeValues;
}

/**
 * Lays the given values over those there are: each must fit its field, null takes one away, and what is not given stays. A key that no
 * field has is refused, unless the contact has it with this very value.
 */
export function readAttributes(
  given: AttributeValues,
  { fields, zone, before }: AttributesInput,
): { values: AttributeValues; problems: AttributeProblem[] } {
  const values = { ...before };
  const problems: AttributeProblem[] = [];
  for (const [key, value] of Object.entries(given)) {
    if (value === null) delete values[key];
    else if (isSame(value, before[key])) continue;
    else {
      const answer = readOne(key, value, fields, zone);
      if ('problem' in answer) problems.push(answer.problem);
      else if (answer.value === null) delete values[key];
      else values[key] = answer.value;
    }
  }
  return { values, problems };
}

function readOne(
  key: string,
  value: FieldValue,
  fields: readonly CustomField[],
  zone: string,
): { value: FieldValue } | { problem: AttributeProblem } {
  const field = fields.find((one) => one.key === key);
  if (!field) return { problem: unknownKey(key, fields) };
  const answer = coerceField(field.type, value, { zone, choices: field.choices });
  if (answer.ok) return { value: answer.value };
  return { problem: { field: `attributes.${key}`, message: sayReason({ ...answer.problem, about: field.label }) } };
}

function unknownKey(key: string, fields: readonly CustomField[]): AttributeProblem {
  const meant = fields.find(
    (field) => field.key === fieldKeyFor(key) || field.label.toLowerCase() === key.toLowerCase(),
  );
  return {
    field: `attributes.${key}`,
    message: `There is no field "${key.slice(0, 64)}".`,
    hint: meant ? `Did you mean "${meant.key}"?` : 'Add it under Settings, Fields first.',
  };
}

function isSame(one: FieldValue, other: FieldValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
