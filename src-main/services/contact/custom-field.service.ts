import type { Tx } from '#main/db/access.ts';
import {
  allFields,
  deletedFields,
  type FieldEdit,
  type FieldRecord,
  type FieldView,
  fieldView,
  findDeletedField,
  findField,
  placeField,
  setFieldDeleted,
  setWalk,
  updateField,
} from '#main/repositories/contact/custom-field.repo.ts';
import { type KeyUsage, lastContactNo } from '#main/repositories/contact/field-value.repo.ts';
import { segmentsNaming } from '#main/repositories/contact/segments-naming.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { workflowsUsing } from '#main/repositories/workflow/workflow-use.repo.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { type FieldFit, plainValue } from '#shared/domain/custom-field/field-fit.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseUsed } from '../workflow/refuse-used.ts';
import { addField, choicesFor, type NewField, refuseTaken } from './add-field.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'reads'>;
type ReadContext = Pick<ServiceContext, 'db' | 'reads'>;

export interface FieldChange {
  id: string;
  revision: number;
  label?: string;
  description?: string;
  type?: FieldType;
  choices?: string[];
}

export function getFields(ctx: Pick<ServiceContext, 'db'>, state: 'used' | 'deleted'): FieldView[] {
  const { reader } = ctx.db;
  const last = lastContactNo(reader);
  return (state === 'used' ? allFields(reader) : deletedFields(reader)).map((record) => fieldView(record, last));
}

export function getFieldUsage(ctx: ReadContext): Promise<KeyUsage[]> {
  const { reader } = ctx.db;
  const known = [...allFields(reader), ...deletedFields(reader)].map(({ key }) => key);
  return ctx.reads.run('fields.usage', { known });
}

export async function getFieldValues(
  ctx: ReadContext,
  { id, limit }: { id: string; limit: number },
): Promise<{ contacts: number; distinct: number; values: { value: string; contacts: number }[] }> {
  const { key } = found(findField(ctx.db.reader, id) ?? findDeletedField(ctx.db.reader, id), 'field');
  const { values, ...sums } = await ctx.reads.run('fields.values', { key, limit });
  return { ...sums, values: values.map(({ value, contacts }) => ({ value: plainValue(value), contacts })) };
}

export async function getFieldFit(
  ctx: ReadContext,
  { id, type, choices }: { id: string; type: FieldType; choices: string[] },
): Promise<FieldFit> {
  return fitOf(ctx, found(findField(ctx.db.reader, id), 'field').key, { type, choices });
}

/** Values that are there under the key already, without a field, become values of the new one; so they must fit. */
export async function createField(ctx: Context, actor: string, input: NewField): Promise<FieldView> {
  const fit = input.key ? await fitOf(ctx, input.key, input) : null;
  if (fit) refuseUnfit(fit, input.type);
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const field = addField(tx, { id, now: ctx.clock.now(), actor }, input);
    if (fit && fit.rewritten > 0) startWalk(ctx, tx, field.no);
  });
  return viewOf(ctx, id);
}

export async function changeField(ctx: Context, actor: string, change: FieldChange): Promise<FieldView> {
  const { id, revision, ...edit } = change;
  const seen = found(findField(ctx.db.reader, id), 'field');
  const fit = await fitOfChange(ctx, seen, edit);
  ctx.db.write((tx) => {
    const before = found(findField(tx, id), 'field');
    const type = edit.type ?? before.type;
    if (asText(type) !== asText(before.type)) refuseWhileNamed(tx, before);
    if (edit.label !== undefined) refuseTaken(tx, { key: before.key, label: edit.label }, id);
    const stored: FieldEdit = { ...edit, choices: choicesFor(type, edit.choices ?? before.choices) };
    if (!updateField(tx, id, revision, stored)) {
      throw new HeraldError('STALE_REVISION', 'This field was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    if (fit && fit.rewritten > 0) startWalk(ctx, tx, before.no);
    tx.record({ type: 'field.changed', subject: `field:${id}`, actor, data: { ...edit } });
  });
  return viewOf(ctx, id);
}

export function reorderFields(ctx: Pick<ServiceContext, 'db'>, ids: readonly string[]): { done: true } {
  ctx.db.write((tx) => {
    const all = allFields(tx).map((field) => field.id);
    const order = [...new Set(ids)].filter((id) => all.includes(id));
    const rest = all.filter((id) => !order.includes(id));
    for (const [position, id] of [...order, ...rest].entries()) placeField(tx, id, position + 1);
  });
  return { done: true };
}

/** Contacts keep their values, so that it can be taken back. */
export function deleteField(ctx: Pick<ServiceContext, 'db' | 'clock'>, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const field = found(findField(tx, id), 'field');
    refuseWhileNamed(tx, field);
    refuseUsed('field', workflowsUsing(tx, 'field', field.key));
    refuseWhileWalking(field);
    setFieldDeleted(tx, field.no, instantOf(ctx.clock.now()));
    tx.record({ type: 'field.deleted', subject: `field:${id}`, actor, data: { key: field.key, label: field.label } });
  });
  return { done: true };
}

export function restoreField(ctx: Pick<ServiceContext, 'db'>, actor: string, id: string): FieldView {
  ctx.db.write((tx) => {
    const field = found(findDeletedField(tx, id), 'deleted field');
    refuseWhileWalking(field);
    refuseTaken(tx, field, id);
    setFieldDeleted(tx, field.no, null);
    tx.record({ type: 'field.restored', subject: `field:${id}`, actor, data: { key: field.key } });
  });
  return viewOf(ctx, id);
}

/** A job takes the values away from all contacts, and the field itself at the end. */
export function purgeField(ctx: Pick<ServiceContext, 'db' | 'queue'>, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const field = found(findDeletedField(tx, id), 'deleted field');
    refuseWhileWalking(field);
    startWalk(ctx, tx, field.no);
    tx.record({ type: 'field.purged', subject: `field:${id}`, actor, data: { key: field.key, label: field.label } });
  });
  return { done: true };
}

function startWalk(ctx: Pick<ServiceContext, 'queue'>, tx: Tx, field_no: number): void {
  setWalk(tx, field_no, 0);
  ctx.queue.enqueue(tx, 'field.rewrite', { field_no }, { key: String(field_no) });
}

async function fitOfChange(ctx: ReadContext, before: FieldRecord, edit: Omit<FieldChange, 'id' | 'revision'>) {
  if (edit.type === undefined || edit.type === before.type) return null;
  refuseWhileWalking(before);
  const choices = choicesFor(edit.type, edit.choices ?? before.choices);
  const fit = await fitOf(ctx, before.key, { type: edit.type, choices });
  refuseUnfit(fit, edit.type);
  return fit;
}

function fitOf(
  ctx: ReadContext,
  key: string,
  { type, choices = [] }: { type: FieldType; choices?: readonly string[] },
): Promise<FieldFit> {
  const zone = findOrganization(ctx.db.reader)?.timezone ?? 'UTC';
  return ctx.reads.run('fields.fit', { key, type, options: { zone, choices } });
}

const TYPE_WORDS: Record<FieldType, string> = {
  text: 'a text',
  number: 'a number',
  boolean: 'yes or no',
  date: 'a date',
  choice: 'one of the choices',
  list: 'a list',
};

function refuseUnfit({ unfit, examples }: FieldFit, type: FieldType): void {
  if (unfit === 0) return;
  const some = examples.map(({ value }) => `"${value.slice(0, 40)}"`).join(', ');
  throw new HeraldError(
    'IN_USE',
    `${unfit} ${unfit === 1 ? 'contact has a value that is' : 'contacts have values that are'} not ${TYPE_WORDS[type]}: ${some}.`,
    { field: 'type', hint: 'Correct these values first, or keep the type.', unfit, examples },
  );
}

/** Rules compare a choice as they compare a text, so that these two may become each other while segments ask for the field. */
function asText(type: FieldType): FieldType {
  return type === 'choice' ? 'text' : type;
}

function refuseWhileNamed(tx: Tx, { no }: FieldRecord): void {
  const segments = segmentsNaming(tx, 'field', no);
  if (segments.length === 0) return;
  throw new HeraldError('IN_USE', `This field is used by ${segments.map((name) => `"${name}"`).join(', ')}.`, {
    hint: 'Take it out of the rules of these segments first.',
    segments,
  });
}

function refuseWhileWalking({ walked_to, label }: FieldRecord): void {
  if (walked_to === null) return;
  throw new HeraldError('WRONG_STATE', `The values of "${label}" are being rewritten.`, {
    hint: 'Wait until that is done.',
  });
}

function viewOf(ctx: Pick<ServiceContext, 'db'>, id: string): FieldView {
  return fieldView(found(findField(ctx.db.reader, id), 'field'), lastContactNo(ctx.db.reader));
}
