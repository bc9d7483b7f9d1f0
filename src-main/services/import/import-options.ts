import type { Reader, Tx } from '#main/db/access.ts';
import { findList, findListByName, insertList } from '#main/repositories/consent/list.repo.ts';
import { allFields, deletedFields } from '#main/repositories/contact/custom-field.repo.ts';
import type { ImportRecord, NewField, StoredImportOptions } from '#main/repositories/import/import.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { type CustomField, fieldKeyProblem, fieldLabelFor } from '#shared/domain/custom-field/custom-field.ts';
import { nameProblem } from '#shared/domain/event/event-input.ts';
import { isEventTarget } from '#shared/domain/import/event-mapping.ts';
import type { EventReading } from '#shared/domain/import/event-row.ts';
import { attributeOf, isImportTarget } from '#shared/domain/import/import-mapping.ts';
import type { RowReading } from '#shared/domain/import/import-row.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { addField } from '../contact/add-field.ts';
import type { ServiceContext } from '../service-context.ts';
import type { SourcePart } from './import-source.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

/** Refuses options that no import could follow, before anything is stored. */
export function refuseBadOptions(reader: Reader, record: ImportRecord, options: StoredImportOptions): void {
  if (record.kind === 'events') refuseBadEvents(options);
  else for (const mapping of mappingsOf(record, options)) refuseBadMapping(mapping);
  if (options.resubscribe && !options.consent_source) {
    throw new HeraldError('INVALID_INPUT', 'Say where these people have agreed to get mail again.', {
      field: 'options.consent_source',
      hint: 'For example: signed up again at the fair in March 2026.',
    });
  }
  for (const [at, list_id] of options.list_ids.entries()) {
    if (findList(reader, list_id)) continue;
    throw new HeraldError('NOT_FOUND', 'There is no such list.', { field: `options.list_ids.${at}` });
  }
}

/** The mappings of all parts: those of a recognised export are known, any other file has the one that the options say. */
function mappingsOf(record: ImportRecord, options: StoredImportOptions): (string | null)[][] {
  if (!record.prepared?.system) return [options.mapping];
  return record.prepared.parts.map((part) => part.mapping ?? []);
}

/** A file of events says about whom, when and what; the rest are values. */
function refuseBadEvents({ mapping, event }: StoredImportOptions): void {
  refuseDoubled(mapping, isEventTarget);
  const has = (target: string) => mapping.includes(target);
  const missing = (message: string, hint: string, field = 'options.mapping') =>
    new HeraldError('INVALID_INPUT', message, { field, hint });
  if (!has('email') && !has('external_id') && !has('contact_id')) {
    throw missing(
      'No column says whom the events are about.',
      'Choose the column with the address or the customer number.',
    );
  }
  if (!has('at')) throw missing('No column says when it happened.', 'Choose the column with the time or the date.');
  if (has('event')) return;
  const problem = nameProblem(event?.name);
  if (problem) throw missing('Nothing says what happened.', 'Name the event, such as purchase.', 'options.event.name');
}

function refuseDoubled(mapping: readonly (string | null)[], isTarget: (target: string) => boolean): Set<string> {
  const seen = new Set<string>();
  for (const [at, target] of mapping.entries()) {
    if (target === null) continue;
    const field = `options.mapping.${at}`;
    if (!isTarget(target)) throw new HeraldError('INVALID_INPUT', `There is no field "${target}".`, { field });
    if (seen.has(target)) {
      throw new HeraldError('INVALID_INPUT', `Two columns go to "${target}".`, {
        field,
        hint: 'Choose another field for one of them, or leave it out.',
      });
    }
    seen.add(target);
  }
  return seen;
}

function refuseBadMapping(mapping: readonly (string | null)[]): void {
  const seen = refuseDoubled(mapping, isImportTarget);
  for (const [at, target] of mapping.entries()) {
    const problem = target && fieldKeyProblem(attributeOf(target) ?? 'fine');
    if (problem) throw new HeraldError('INVALID_INPUT', problem, { field: `options.mapping.${at}` });
  }
  if (!seen.has('email')) {
    throw new HeraldError('INVALID_INPUT', 'No column holds the email address.', {
      field: 'options.mapping',
      hint: 'Choose the column with the addresses.',
    });
  }
}

/** Custom fields that the import needs and that are not there yet: as it was told, else as text. */
export function missingFields(reader: Reader, record: ImportRecord, options: StoredImportOptions): NewField[] {
  if (record.kind === 'events') return [];
  const wanted = new Map(
    [...(record.prepared?.new_fields ?? []), ...(options.new_fields ?? [])].map((field) => [field.key, field]),
  );
  const targets = mappingsOf(record, options).flatMap((mapping) => mapping.flatMap((target) => attributeKey(target)));
  const keys = new Set([...targets, ...(record.prepared?.new_fields ?? []).map(({ key }) => key)]);
  for (const { key } of allFields(reader)) keys.delete(key);
  return [...keys].map((key) => wanted.get(key) ?? { key, label: fieldLabelFor(key), type: 'text' });
}

function attributeKey(target: string | null): string[] {
  const key = target && attributeOf(target);
  return key ? [key] : [];
}

/** Sets the missing fields up. A name that another field has already gets a number. */
export function makeFields(ctx: Context, tx: Tx, actor: string | null, missing: readonly NewField[]): void {
  for (const { key, label, type, choices } of missing) {
    const labels = new Set(allFields(tx).map((field) => field.label.toLowerCase()));
    let free = label;
    for (let n = 2; labels.has(free.toLowerCase()); n++) free = `${label} ${n}`;
    addField(tx, { id: ctx.ids.id(), now: ctx.clock.now(), actor }, { key, label: free, type, choices });
  }
}

/** How the rows of an import are read, with the fields there are and those it will make. */
export function rowReading(
  reader: Reader,
  record: ImportRecord,
  options: StoredImportOptions,
): Pick<RowReading, 'fields' | 'zone'> {
  const missing: CustomField[] = missingFields(reader, record, options).map((field) => ({ choices: [], ...field }));
  return { fields: [...allFields(reader), ...missing], zone: findOrganization(reader)?.timezone ?? 'UTC' };
}

/** How the rows of a file of events are read; what its values hold was said as fields are. */
export function eventReading(
  reader: Reader,
  { mapping, readings }: Pick<SourcePart, 'mapping' | 'readings'>,
  { event, new_fields = [] }: StoredImportOptions,
): EventReading {
  const types = new Map(new_fields.map(({ key, type }) => [key, type]));
  const zone = findOrganization(reader)?.timezone ?? 'UTC';
  return { mapping, readings, types, zone, name: event?.name ?? '' };
}

/** Keys of deleted fields: their values are still there, so no new field may have them. */
export function reservedKeys(reader: Reader): string[] {
  return deletedFields(reader).map(({ key }) => key);
}

/** A list of this name, made if there is none: an import that is started again must not make a second one. */
export function listNamed(ctx: Context, tx: Tx, actor: string, name: string): string {
  const known = findListByName(tx, name);
  if (known) return known.id;
  const id = ctx.ids.id();
  insertList(tx, { id, name, description: '', created_at: instantOf(ctx.clock.now()) });
  tx.record({ type: 'list.created', subject: `list:${id}`, actor, data: { name } });
  return id;
}
