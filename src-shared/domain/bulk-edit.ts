import { type AttributeValue, NULLABLE_FIELDS, TEXT_FIELDS } from './contact-fields.ts';

/** What can be done to many contacts at once. A tag is named, and made where there is none; null empties a field. */
export type BulkAction =
  | { kind: 'add_tag'; tag: string }
  | { kind: 'remove_tag'; tag: string }
  | { kind: 'add_to_list'; list_id: string }
  | { kind: 'remove_from_list'; list_id: string }
  | { kind: 'set_field'; field: string; value: AttributeValue }
  | { kind: 'bin' }
  | { kind: 'restore' }
  | { kind: 'purge' };

export type BulkActionKind = BulkAction['kind'];

/** What is gone for good can't be taken back. */
export function isUndoable(kind: BulkActionKind): boolean {
  return kind !== 'purge';
}

/** Actions on what is in the recycle bin; all others leave it alone. */
export function actsOnBin(kind: BulkActionKind): boolean {
  return kind === 'restore' || kind === 'purge';
}

export const BULK_STATES = [
  'waiting',
  'running',
  'done',
  'cancelled',
  'failed',
  'undo_waiting',
  'undoing',
  'undone',
] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** Why somebody who was meant is left as they are. */
export const LEFT_OUT_REASONS = [
  /** In the recycle bin or erased since they were picked; for actions on the bin, taken out of it. */
  'gone',
  'left_list',
  'unconfirmed',
  'not_on_list',
  /** They would have no address, number or name any more. */
  'nothing_left',
  /** Another contact has this address now. */
  'address_taken',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** Built-in fields that can be set for many. An address belongs to one person. */
export const BULK_FIELDS = [...TEXT_FIELDS, ...NULLABLE_FIELDS] as const;
export type BulkField = (typeof BULK_FIELDS)[number];

export function isBulkField(field: string): field is BulkField {
  return (BULK_FIELDS as readonly string[]).includes(field);
}
