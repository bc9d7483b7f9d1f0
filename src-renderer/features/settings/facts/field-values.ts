import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';

/** A field as it stands in the form. */
export interface FieldValues {
  label: string;
  key: string;
  type: FieldType;
  choices: string[];
  description: string;
}
