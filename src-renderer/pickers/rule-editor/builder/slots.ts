import { NOWHERE } from '#shared/domain/segment/segment-ast.ts';
import type { Slot } from '../tree/rule-tree.ts';

export interface SlotFieldProps {
  /** Whose value it is: "Country". */
  label: string;
  slot: Slot;
  onChange(slot: Slot): void;
}

export const textSlot = (value: string): Slot => (value === '' ? null : { type: 'text', value, span: NOWHERE });

/** Nothing for what is no number; the sign of zero is dropped, as the language does it. */
export function numberSlot(value: number | string): Slot {
  const number = typeof value === 'number' ? value : Number.parseFloat(value);
  return Number.isFinite(number) ? { type: 'number', value: number + 0, span: NOWHERE } : null;
}

export const booleanSlot = (value: boolean): Slot => ({ type: 'boolean', value, span: NOWHERE });

/** A slot as it stands in a field of text. */
export const shown = (slot: Slot): string => (slot && 'value' in slot ? String(slot.value) : '');
