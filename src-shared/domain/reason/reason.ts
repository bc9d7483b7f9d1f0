import type { REASON_WORDS } from './reason-words.ts';

export type ReasonCode = keyof typeof REASON_WORDS;
export type ReasonValue = string | number | readonly string[];

/**
 * Why something can't be taken or could not go on: a code from where it arises, and what differs from case to case. Words are made where
 * they are read: on screens in their language, in files and for programs in English.
 */
export interface Reason {
  code: ReasonCode;
  /** By name, as the words of the code want them. `value` is what somebody has written; without it any such value is meant. */
  values?: Readonly<Record<string, ReasonValue>>;
  /** The field that it is about, by its name on screens. */
  about?: string;
}

const LONGEST_VALUE = 40;

export function reason(code: ReasonCode, values?: Reason['values']): Reason {
  return values ? { code, values } : { code };
}

/** The reason why this value can't be taken; of what no text can show, only that it can't. */
export function reasonOfValue(code: ReasonCode, value: string | null, more?: Reason['values']): Reason {
  if (value === null) return reason(code, more);
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}...` : value;
  return { code, values: { value: shown, ...more } };
}

/** The reason that all cases share: what stood in the cell is left out. */
export function withoutValue({ values: { value: _one, ...rest } = {}, ...others }: Reason): Reason {
  return Object.keys(rest).length > 0 ? { ...others, values: rest } : others;
}

export function isSameReason(one: Reason, other: Reason): boolean {
  return (
    one.code === other.code &&
    one.about === other.about &&
    JSON.stringify(one.values ?? {}) === JSON.stringify(other.values ?? {})
  );
}
