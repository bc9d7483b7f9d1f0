import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';

/** How a value is held. Moments of Herald's own columns are numbers, dates in JSON are texts. */
export type ValueKind = Exclude<SegmentFieldType, 'list'> | 'moment';

/** What `json_type` says of a value of each kind. */
export const JSON_TYPES: Record<ValueKind, string> = {
  text: `= 'text'`,
  choice: `= 'text'`,
  date: `= 'text'`,
  number: `IN ('integer', 'real')`,
  moment: `IN ('integer', 'real')`,
  boolean: `IN ('true', 'false')`,
};

/** A path with the name between quotes, so that nothing in it is read as syntax. */
export function jsonPath(name: string): string {
  return `$.${JSON.stringify(name)}`;
}
