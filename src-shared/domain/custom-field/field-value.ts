import type { Reason } from '../reason/reason.ts';

export type FieldValue = string | number | boolean | string[] | null;

/** Which sign stands before the decimals. */
export type NumberStyle = '.' | ',';

export interface CoerceOptions {
  /** In which zone a date with a time but without an offset is meant: the organization's. */
  zone: string;
  /** What may be chosen, for a field of type choice. */
  choices?: readonly string[];
  /** How numbers are written where that is open: `1,234` is 1234 with a point, 1.234 with a comma. */
  decimal?: NumberStyle;
  /** How dates with slashes are written; without it, one that could be either is refused. */
  slashes?: 'day_first' | 'month_first';
}

/** A value in the form in which it is stored, or why it can't be one. */
export type Coerced = { ok: true; value: FieldValue } | { ok: false; problem: Reason };
