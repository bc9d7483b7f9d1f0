import type { Tx } from '#main/db/access.ts';
import {
  type BulkEditView,
  findBulkEdit,
  findBulkEditView,
  insertBulkEdit,
  touchBulkEdit,
  updateBulkEdit,
} from '#main/repositories/bulk/bulk-edit.repo.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { findTagByName, insertTag } from '#main/repositories/contact/tag.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { type BulkAction, type BulkField, type BulkState, isBulkField, isUndoable } from '#shared/domain/bulk-edit.ts';
import { type AttributeValue, NULLABLE_FIELDS, normaliseContact } from '#shared/domain/contact-fields.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import { coerceField } from '#shared/domain/custom-field/coerce-field.ts';
import { attributeOf } from '#shared/domain/import/import-mapping.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { filterOf } from './contact-question.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue'>;

const UNDER_WAY: BulkState[] = ['waiting', 'running'];
const ENDED: BulkState[] = ['done', 'cancelled', 'failed'];

export function getBulkEdit(ctx: Pick<ServiceContext, 'db'>, id: string): BulkEditView {
  return found(findBulkEditView(ctx.db.reader, id), 'bulk edit');
}

/** From here on the edit goes on by itself, over restarts too. */
export function startBulkEdit(
  ctx: Context,
  actor: string | null,
  { target, action }: { target: ContactTarget; action: BulkAction },
): BulkEditView {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    if (target.kind === 'matching') filterOf(tx, target.filter, ctx.clock.now());
    const prepared = prepare(ctx, tx, actor, action);
    insertBulkEdit(tx, { id, action: prepared, target, at: ctx.clock.now(), created_by: actor });
    ctx.queue.enqueue(tx, 'contacts.bulk-edit', { bulk_edit_id: id }, { key: id });
    tx.record({ type: 'bulk-edit.started', subject: `bulk-edit:${id}`, actor, data: { kind: action.kind } });
  });
  return getBulkEdit(ctx, id);
}

/** Stops between two steps; what is changed stays changed and can be undone. */
export function cancelBulkEdit(ctx: Context, actor: string, id: string): BulkEditView {
  ctx.db.write((tx) => {
    found(findBulkEdit(tx, id), 'bulk edit');
    if (!updateBulkEdit(tx, id, UNDER_WAY, { state: 'cancelled', finished_at: ctx.clock.now() })) {
      throw new HeraldError('WRONG_STATE', 'This change has ended already.', {
        hint: 'It can be undone as a whole.',
      });
    }
    tx.record({ type: 'bulk-edit.cancelled', subject: `bulk-edit:${id}`, actor });
    tx.touch('contacts', 'lists');
    touchBulkEdit(tx, id);
  });
  return getBulkEdit(ctx, id);
}

export function undoBulkEdit(ctx: Context, actor: string, id: string): BulkEditView {
  ctx.db.write((tx) => {
    const edit = found(findBulkEdit(tx, id), 'bulk edit');
    if (!isUndoable(edit.action.kind)) {
      throw new HeraldError('WRONG_STATE', 'What is deleted for good cannot be brought back.');
    }
    if (!updateBulkEdit(tx, id, ENDED, { state: 'undo_waiting' })) {
      throw new HeraldError('WRONG_STATE', 'This change is under way, or undone already.', { state: edit.state });
    }
    touchBulkEdit(tx, id);
    ctx.queue.enqueue(tx, 'contacts.bulk-edit', { bulk_edit_id: id }, { key: id });
    tx.record({ type: 'bulk-edit.undo_started', subject: `bulk-edit:${id}`, actor });
  });
  return getBulkEdit(ctx, id);
}

/** Says in words why an edit could not go on. */
export function failBulkEdit(ctx: Pick<ServiceContext, 'db' | 'clock'>, id: string, problem: Reason): void {
  ctx.db.write((tx) => {
    const states: BulkState[] = ['waiting', 'running', 'undo_waiting', 'undoing'];
    if (!updateBulkEdit(tx, id, states, { state: 'failed', problem, finished_at: ctx.clock.now() })) return;
    tx.record({
      type: 'bulk-edit.failed',
      subject: `bulk-edit:${id}`,
      actor: null,
      data: { problem: sayReason(problem) },
    });
    tx.touch('contacts', 'lists');
    touchBulkEdit(tx, id);
  });
}

/** The action in its stored form; refuses what can't be done to anybody. */
function prepare(ctx: Context, tx: Tx, actor: string | null, action: BulkAction): BulkAction {
  switch (action.kind) {
    case 'add_tag':
      if (!findTagByName(tx, action.tag)) {
        insertTag(tx, { id: ctx.ids.id(), name: action.tag, at: ctx.clock.now() });
        tx.record({ type: 'tag.created', subject: `tag:${action.tag}`, actor });
      }
      return action;
    case 'remove_tag':
      if (!findTagByName(tx, action.tag)) {
        throw new HeraldError('NOT_FOUND', 'There is no such tag.', { field: 'action.tag' });
      }
      return action;
    case 'add_to_list':
    case 'remove_from_list': {
      const list = findList(tx, action.list_id);
      if (!list) throw new HeraldError('NOT_FOUND', 'There is no such list.', { field: 'action.list_id' });
      if (list.double_opt_in && action.kind === 'add_to_list') {
        throw new HeraldError(
          'CONFLICT',
          'Whoever joins this list confirms that by mail, so nobody can be put on it.',
          {
            field: 'action.list_id',
            hint: 'Let people sign up by its form, or add them one at a time: each is asked by mail.',
          },
        );
      }
      return action;
    }
    case 'set_field':
      return { ...action, value: storedValue(tx, action.field, action.value) };
    default:
      return action;
  }
}

function storedValue(tx: Tx, field: string, value: AttributeValue): AttributeValue {
  if (isBulkField(field)) return builtInValue(field, value);
  const key = attributeOf(field);
  const custom = allFields(tx).find((one) => one.key === key);
  if (!custom) {
    throw new HeraldError('INVALID_INPUT', `There is no field "${field}" that can be set for many.`, {
      field: 'action.field',
      hint: 'Choose one of the fields of a contact, or make it under Settings, Fields. An address belongs to one person.',
    });
  }
  const zone = findOrganization(tx)?.timezone ?? 'UTC';
  const answer = coerceField(custom.type, value, { zone, choices: custom.choices });
  if (!answer.ok) throw new HeraldError('INVALID_INPUT', sayReason(answer.problem), { field: 'action.value' });
  return answer.value;
}

function builtInValue(field: BulkField, value: AttributeValue): AttributeValue {
  const nullable = NULLABLE_FIELDS.some((name) => name === field);
  if (value === null || value === '') return nullable ? null : '';
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new HeraldError('INVALID_INPUT', 'Expected a text.', { field: 'action.value' });
  }
  const text = String(value).trim();
  if (text.length > 200) {
    throw new HeraldError('INVALID_INPUT', 'The text is longer than 200 characters.', { field: 'action.value' });
  }
  const { values, problems } = normaliseContact({ [field]: text });
  const [problem] = problems;
  if (problem) throw new HeraldError('INVALID_INPUT', problem.message, { field: 'action.value' });
  return (values[field] ?? null) as AttributeValue;
}
