import type { Reason } from '../reason/reason.ts';
import { coerceField } from './coerce-field.ts';
import type { FieldType } from './custom-field.ts';
import type { CoerceOptions } from './field-value.ts';

export interface FieldFit {
  /** Contacts that have a value. */
  contacts: number;
  /** Contacts whose value would be none of the type. */
  unfit: number;
  /** Contacts whose value would be stored in another way. */
  rewritten: number;
  examples: { value: string; contacts: number; problem: Reason }[];
}

const EXAMPLES = 5;

/** What a type would do to the values that are there. `counts` has each different one, as JSON, the most frequent first. */
export function fieldFit(
  counts: readonly { value: string; contacts: number }[],
  type: FieldType,
  options: CoerceOptions,
): FieldFit {
  const fit: FieldFit = { contacts: 0, unfit: 0, rewritten: 0, examples: [] };
  for (const { value, contacts } of counts) {
    const answer = coerceField(type, JSON.parse(value), options);
    fit.contacts += contacts;
    if (answer.ok && JSON.stringify(answer.value) !== value) fit.rewritten += contacts;
    if (answer.ok) continue;
    fit.unfit += contacts;
    if (fit.examples.length < EXAMPLES)
      fit.examples.push({ value: plainValue(value), contacts, problem: answer.problem });
  }
  return fit;
}

/** A stored value as people read it. */
export function plainValue(json: string): string {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.join('; ') : String(value);
}
