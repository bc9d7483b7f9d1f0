import type {
  ColumnReading,
  CsvFormat,
  ImportInspection,
  ImportJob,
  ImportOptions,
  NewField,
} from '#shared/contract/import.contract.ts';
import { type FieldType, fieldKeyFor, fieldLabelFor } from '#shared/domain/custom-field/custom-field.ts';
import { valueName } from '#shared/domain/import/event-mapping.ts';
import { attributeOf } from '#shared/domain/import/import-mapping.ts';

export type Mapping = ImportOptions['mapping'];

/** What is said of the columns beyond the guesses. */
export interface ColumnChoices {
  mapping: Mapping;
  readings: (ColumnReading | null)[];
  /** Labels of fields that were made by hand, by key. */
  labels: Record<string, string>;
  /** What new fields hold, where it is not what was guessed. */
  types: Record<string, FieldType>;
}

/** Where everybody of the file goes besides Contacts, and on what ground. */
export interface JoinChoice {
  kind: 'existing' | 'new' | 'none';
  list_ids: string[];
  new_list: string;
  tags: string[];
  update_existing: boolean;
  consent_source: string;
  resubscribe: boolean;
  /** What happened, where no column of a file of events says it. */
  event: string;
}

/** The custom field that a column goes to, or the value of an event. */
export function fieldKeyOf(target: string | null): string | null {
  return target === null ? null : (attributeOf(target) ?? valueName(target));
}

/** Another list than by file name is rarely wanted: `2026-03 Spring fair.csv` makes "2026-03 Spring fair". */
export function listNameOf(filename: string): string {
  return filename
    .replace(/\.[^.]*$/, '')
    .replaceAll('_', ' ')
    .trim()
    .slice(0, 120);
}

/** An estimate is not said to the last digit: 5,045 is "about 5,000". */
export function aboutRows(estimated: number): number {
  return estimated < 1_000 ? estimated : Number(estimated.toPrecision(2));
}

export function guessedChoices({ columns }: Pick<ImportInspection, 'columns'>): ColumnChoices {
  return {
    mapping: columns.map(({ guess }) => guess),
    readings: columns.map(({ reading }) => reading),
    labels: {},
    types: {},
  };
}

/** The choices of an earlier check or start, where they fit the columns. */
export function earlierChoices(options: ImportOptions | null, columns: number): ColumnChoices | null {
  if (!options || options.mapping.length !== columns) return null;
  const fields = options.new_fields ?? [];
  return {
    mapping: options.mapping,
    readings: options.readings ?? options.mapping.map(() => null),
    labels: Object.fromEntries(fields.map(({ key, label }) => [key, label])),
    types: Object.fromEntries(fields.map(({ key, type }) => [key, type])),
  };
}

export function joinChoice(options: ImportOptions | null, filename: string, list_id: string | null): JoinChoice {
  const list_ids = options?.list_ids.length ? options.list_ids : list_id ? [list_id] : [];
  const isNone = options !== null && list_ids.length === 0 && !options.new_list;
  return {
    kind: isNone ? 'none' : list_ids.length > 0 ? 'existing' : 'new',
    list_ids,
    new_list: options?.new_list ?? listNameOf(filename),
    tags: options?.tags ?? [],
    update_existing: options?.update_existing ?? true,
    consent_source: options?.consent_source ?? '',
    resubscribe: options?.resubscribe ?? false,
    event: options?.event?.name ?? '',
  };
}

/** Fields of the mapping that Herald does not have yet, each with a name and what it holds. */
export function newFieldsOf(
  { columns, fields }: Pick<ImportInspection, 'columns' | 'fields'>,
  { mapping, labels, types }: ColumnChoices,
): NewField[] {
  const known = new Set(fields.map(({ key }) => key));
  return mapping.flatMap((target, at) => {
    const key = fieldKeyOf(target);
    const column = columns[at];
    if (!key || !column || known.has(key)) return [];
    return [{ key, label: labels[key] ?? fieldLabelFor(column.name), type: types[key] ?? column.type }];
  });
}

/** Whether the columns say enough: for contacts the address; for events whom it is about and when. */
export function saysEnough({ mapping }: ColumnChoices, kind: ImportJob['kind']): boolean {
  const has = (target: string) => mapping.includes(target);
  if (kind === 'contacts') return has('email');
  return has('at') && (has('email') || has('external_id') || has('contact_id'));
}

export function optionsOf(
  inspection: Pick<ImportInspection, 'columns' | 'fields' | 'takeover'> & { format: CsvFormat },
  choices: ColumnChoices,
  join: JoinChoice,
): ImportOptions {
  const new_list = join.kind === 'new' ? join.new_list.trim() : '';
  const consent_source = join.consent_source.trim();
  return {
    format: inspection.format,
    // A recognised export maps itself.
    mapping: inspection.takeover ? [] : choices.mapping,
    readings: inspection.takeover ? [] : choices.readings,
    new_fields: inspection.takeover ? [] : newFieldsOf(inspection, choices),
    list_ids: join.kind === 'existing' ? join.list_ids : [],
    ...(new_list && { new_list }),
    tags: join.tags,
    update_existing: join.update_existing,
    ...(consent_source && { consent_source }),
    resubscribe: join.resubscribe,
    ...(join.event.trim() && { event: { name: join.event.trim() } }),
  };
}

/** `Lieblings-Farbe!` becomes `attributes.lieblings_farbe`; null when nothing is typed. */
export function customTarget(
  typed: string,
  taken: ReadonlySet<string>,
  kind: ImportJob['kind'] = 'contacts',
): string | null {
  const prefix = kind === 'events' ? 'data' : 'attributes';
  return /[\p{L}\p{N}]/u.test(typed) ? `${prefix}.${fieldKeyFor(typed.trim(), taken)}` : null;
}

/** The custom fields that a choice offers: those there are, those of the guesses, and those made by hand. */
export function customTargets(known: readonly string[], ...mappings: Mapping[]): string[] {
  const named = mappings.flat().filter((target): target is string => fieldKeyOf(target) !== null);
  return [...new Set([...known.map((key) => `attributes.${key}`), ...named])];
}
