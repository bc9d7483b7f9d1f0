import { type Duration, NOWHERE, type RelativeDateValue } from '#shared/domain/segment/segment-ast.ts';
import type { Slot } from '../tree/rule-tree.ts';

/** How a date is told: counted back or ahead, as today or now, or from the calendar. */
export type DateMode = 'ago' | 'ahead' | 'today' | 'now' | 'day' | 'time';

export function modeOf(slot: Slot): DateMode {
  if (slot?.type === 'relative_date') {
    if (!slot.offset) return slot.base;
    return slot.offset.amount < 0 ? 'ago' : 'ahead';
  }
  return slot?.type === 'date' && slot.value.includes('T') ? 'time' : 'day';
}

/** A relative date with an offset, null for every other one. */
export function relativeOf(slot: Slot): (RelativeDateValue & { offset: Duration }) | null {
  return slot?.type === 'relative_date' && slot.offset ? { ...slot, offset: slot.offset } : null;
}

/**
 * The date told another way, as near to what it was as that way allows.
 *
 * @param now wall time in the organization's zone, `2026-03-01T09:00`
 */
export function slotOfMode(mode: DateMode, before: Slot, now: string): Slot {
  if (mode === 'today' || mode === 'now') return { type: 'relative_date', base: mode, offset: null, span: NOWHERE };
  if (mode === 'ago' || mode === 'ahead') {
    const { base = 'today', offset = null } = before?.type === 'relative_date' ? before : {};
    const amount = Math.abs(offset?.amount ?? 30) * (mode === 'ago' ? -1 : 1);
    return { type: 'relative_date', base, offset: { amount, unit: offset?.unit ?? 'd' }, span: NOWHERE };
  }
  const day = before?.type === 'date' ? before.value.slice(0, 10) : now.slice(0, 10);
  return { type: 'date', value: mode === 'day' ? day : `${day}T00:00`, span: NOWHERE };
}
