import type { Tx } from '#main/db/access.ts';
import { userNo } from '#main/repositories/access/user.repo.ts';
import { binAgain, binPart, purgePart, restorePart, takeOutOfBin } from '#main/repositories/bulk/bulk-bin.repo.ts';
import type { BulkEditRecord } from '#main/repositories/bulk/bulk-edit.repo.ts';
import {
  setAttributeOfPart,
  setFieldOfPart,
  takeAttributeBack,
  takeFieldBack,
} from '#main/repositories/bulk/bulk-field.repo.ts';
import {
  addPartToList,
  bringBackToList,
  removePartFromList,
  takeFromListAgain,
} from '#main/repositories/bulk/bulk-list.repo.ts';
import type { PartResult, UndoResult } from '#main/repositories/bulk/bulk-part.repo.ts';
import { addTagToPart, giveTagBack, removeTagFromPart, takeTagBack } from '#main/repositories/bulk/bulk-tag.repo.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { findTagByName } from '#main/repositories/contact/tag.repo.ts';
import { isBulkField } from '#shared/domain/bulk-edit.ts';
import { attributeOf } from '#shared/domain/import/import-mapping.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** An edit's action on one part, and the way back. */
export interface PartWork {
  apply(tx: Tx, contacts: string): PartResult & { purged?: number };
  undo(tx: Tx, before: string): UndoResult;
}

/** What the action is about may have been deleted while the edit waited. */
export function partWorkOf(tx: Tx, { id, action, at, created_by }: BulkEditRecord): PartWork {
  const edit = { bulk_edit_id: id, at, by: userNo(tx, created_by) };
  switch (action.kind) {
    case 'add_tag': {
      const part = { ...edit, tag_no: tagNo(tx, action.tag) };
      return work(part, addTagToPart, takeTagBack);
    }
    case 'remove_tag': {
      const part = { ...edit, tag_no: tagNo(tx, action.tag) };
      return work(part, removeTagFromPart, giveTagBack);
    }
    case 'add_to_list': {
      const part = { ...edit, list_no: listNo(tx, action.list_id) };
      return work(part, addPartToList, takeFromListAgain);
    }
    case 'remove_from_list': {
      const part = { ...edit, list_no: listNo(tx, action.list_id) };
      return work(part, removePartFromList, bringBackToList);
    }
    case 'set_field': {
      const { field, value } = action;
      if (isBulkField(field)) {
        return work({ ...edit, field, value: value as string | null }, setFieldOfPart, takeFieldBack);
      }
      return work({ ...edit, key: attributeOf(field) ?? field, value }, setAttributeOfPart, takeAttributeBack);
    }
    case 'bin':
      return work(edit, binPart, takeOutOfBin);
    case 'restore':
      return work(edit, restorePart, binAgain);
    case 'purge':
      return work(edit, purgePart, () => ({ restored: 0 }));
  }
}

function work<Part>(
  part: Part,
  apply: (tx: Tx, part: Part, contacts: string) => PartResult,
  undo: (tx: Tx, part: Part, before: string) => UndoResult,
): PartWork {
  return { apply: (tx, contacts) => apply(tx, part, contacts), undo: (tx, before) => undo(tx, part, before) };
}

function tagNo(tx: Tx, name: string): number {
  const tag = findTagByName(tx, name);
  if (!tag) throw new HeraldError('NOT_FOUND', `There is no tag "${name}" any more.`);
  return tag.no;
}

function listNo(tx: Tx, id: string): number {
  const list = findList(tx, id);
  if (!list) throw new HeraldError('NOT_FOUND', 'The list has been deleted meanwhile.');
  return list.no;
}
