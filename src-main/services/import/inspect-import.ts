import { isUtf8File, readBeginning } from '#main/platform/upload-file.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import type {
  ImportFormat,
  ImportKind,
  ImportRecord,
  NewField,
  StoredImportOptions,
} from '#main/repositories/import/import.repo.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { firstRows, guessDelimiter, guessEncoding, guessHeader, isBlank } from '#shared/domain/csv/guess-format.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { guessEventMapping } from '#shared/domain/import/event-mapping.ts';
import { type ColumnReading, guessField } from '#shared/domain/import/guess-field.ts';
import { attributeOf, columnNames, guessMapping } from '#shared/domain/import/import-mapping.ts';
import { type ImportRow, rowReader } from '#shared/domain/import/import-row.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { type Preview, previewEvents } from '../event/preview-events.ts';
import type { ServiceContext } from '../service-context.ts';
import { importFiles } from './import-files.ts';
import { reservedKeys, rowReading } from './import-options.ts';
import { fileOf, partsOf, readRows } from './import-source.ts';

const BEGINNING = 256 * 1024;
const ROWS_SHOWN = 20;
const ROWS_GUESSED_FROM = 500;
const SAMPLES = 5;
const LONGEST_SAMPLE = 200;
const EVERY_ROW = 100_000;

type Context = Pick<ServiceContext, 'db' | 'paths'>;

export interface InspectedColumn {
  name: string;
  samples: string[];
  guess: string | null;
  type: FieldType;
  reading: ColumnReading;
}

export interface Inspection {
  format: ImportFormat;
  columns: InspectedColumn[];
  rows: string[][];
  rows_estimated: number;
  sheets: string[];
  fields: Pick<NewField, 'key' | 'label' | 'type'>[];
  takeover: {
    system: 'mailchimp' | 'brevo' | 'listmonk';
    parts: { name: string; standing: string | null; rows_estimated: number }[];
  } | null;
}

/** What a file seems to be, from its beginning; `wanted` overrules guesses. */
export async function inspectFile(
  ctx: Context,
  record: ImportRecord,
  wanted: Partial<ImportFormat>,
): Promise<Inspection> {
  const { format, rows, bytes_seen } = await beginningOf(ctx, record, wanted);
  const cells = rows.map((row) => row.cells);
  const data = format.header ? cells.slice(1) : cells;
  const width = format.header
    ? (cells[0]?.length ?? 0)
    : Math.max(0, ...data.slice(0, ROWS_SHOWN).map((row) => row.length));
  const names = columnNames(format.header ? (cells[0] ?? []) : null, width);
  const fields = allFields(ctx.db.reader);
  return {
    format,
    columns: inspectColumns(names, data.slice(0, ROWS_GUESSED_FROM), {
      fields,
      reserved: reservedKeys(ctx.db.reader),
      kind: record.kind,
    }),
    rows: data.slice(0, ROWS_SHOWN),
    rows_estimated: Math.round(data.length * Math.max(1, record.bytes / Math.max(1, bytes_seen))),
    sheets: record.prepared?.sheets ?? [],
    fields: record.kind === 'events' ? [] : fields.map(({ key, label, type }) => ({ key, label, type })),
    takeover: takeoverOf(record),
  };
}

/** What each column is called, holds and means. */
export function inspectColumns(
  names: readonly string[],
  rows: readonly string[][],
  {
    fields,
    reserved,
    kind,
  }: { fields: readonly Pick<NewField, 'key' | 'label'>[]; reserved: readonly string[]; kind: ImportKind },
): InspectedColumn[] {
  const columns = names.map((name, at) => ({ name, cells: rows.map((row) => row[at] ?? '') }));
  const samples = columns.map(({ name, cells }) => ({ name, samples: cells }));
  const guesses = kind === 'events' ? guessEventMapping(samples) : guessMapping(samples, fields, reserved);
  return columns.map(({ name, cells }, at) => ({
    name,
    samples: cells.slice(0, SAMPLES).map((cell) => cell.slice(0, LONGEST_SAMPLE)),
    guess: guesses[at] ?? null,
    ...guessField(name, cells),
  }));
}

/** The first rows as contacts would be made of them, and what becomes of the cells of each column. */
export async function previewFile(ctx: Context, record: ImportRecord, options: StoredImportOptions): Promise<Preview> {
  const [part] = partsOf(record, options);
  if (!part) return { rows: [], columns: [] };
  const { rows } = await beginningOf(ctx, record, options.format);
  if (record.kind === 'events') return previewEvents(ctx, { part, options, rows });
  const reading = rowReading(ctx.db.reader, record, options);
  const read = rowReader({ ...part, ...reading });
  const data = options.format.header ? rows.slice(1) : rows;
  return {
    rows: data.slice(0, ROWS_SHOWN).map(({ line, cells, problem }) => {
      const answer = problem ? { ok: false as const, problem } : read(cells);
      if (!answer.ok) return { line, values: rawValues(part.mapping, cells), problem: answer.problem, warnings: [] };
      return { line, values: valuesOf(answer.row), problem: null, warnings: answer.warnings };
    }),
    columns: part.mapping.map((target, at) => previewColumn(data, { target, at }, { ...part, ...reading })),
  };
}

/** A column by itself: each cell is read in a row that has nothing else but an address. */
function previewColumn(
  data: readonly CsvRecord[],
  { target, at }: { target: string | null; at: number },
  reading: Parameters<typeof rowReader>[0],
): Preview['columns'][number] {
  const column = { values: [] as unknown[], unread: 0, problem: null as Reason | null };
  if (!target) return column;
  const isAddress = target === 'email';
  const read = rowReader({
    ...reading,
    mapping: ['email', isAddress ? null : target],
    readings: [null, reading.readings?.[at]],
  });
  for (const { cells } of data.slice(0, ROWS_GUESSED_FROM)) {
    const cell = cells[at] ?? '';
    if (cell.trim() === '') continue;
    const answer = read(isAddress ? [cell] : ['somebody@example.com', cell]);
    const problem = answer.ok ? answer.warnings[0] : answer.problem;
    if (problem) column.unread++;
    column.problem ??= problem ?? null;
    if (answer.ok && !problem && column.values.length < SAMPLES) column.values.push(cellValue(answer.row, target));
  }
  return column;
}

function cellValue(row: ImportRow, target: string): unknown {
  const attribute = attributeOf(target);
  if (attribute) return row.attributes[attribute] ?? null;
  if (target === 'name') return `${row.first_name} ${row.last_name}`.trim();
  if (target === 'tags') return row.tags;
  if (target === 'attributes') return row.attributes;
  if (['consent', 'standing', 'opt_out', 'bounced'].includes(target)) return row.standing;
  return row[target as 'email'];
}

function takeoverOf({ prepared, bytes }: ImportRecord): Inspection['takeover'] {
  if (!prepared?.system) return null;
  const parts = prepared.parts.map(({ name, standing = null, rows = 0 }) => ({ name, standing, rows_estimated: rows }));
  return bytes > 0 ? { system: prepared.system, parts } : null;
}

interface Beginning {
  format: ImportFormat;
  rows: CsvRecord[];
  bytes_seen: number;
}

async function beginningOf(ctx: Context, record: ImportRecord, wanted: Partial<ImportFormat>): Promise<Beginning> {
  const [part] = record.prepared?.parts ?? [];
  const file = fileOf(record, importFiles(ctx.paths, record.id));
  if (record.prepared?.type === 'workbook') return beginningOfSheet(file, record, wanted);
  return beginningOfCsv(file, { offset: part?.offset ?? 0, bytes: part?.bytes ?? record.bytes }, wanted);
}

/** The first rows of a sheet; whoever asks for the beginning does not wait for the end. */
async function beginningOfSheet(file: string, record: ImportRecord, wanted: Partial<ImportFormat>): Promise<Beginning> {
  const sheets = record.prepared?.sheets ?? [];
  const sheet = sheets.find((name) => name === wanted.sheet) ?? sheets[0];
  const format: ImportFormat = { encoding: 'utf-8', delimiter: ',', header: true, ...(sheet ? { sheet } : {}) };
  const rows: CsvRecord[] = [];
  let bytes_seen = 0;
  for await (const batch of readRows(file, { offset: 0, bytes: record.bytes, format }, 'workbook')) {
    rows.push(...batch.records.filter(({ cells }) => !isBlank(cells)));
    bytes_seen += batch.bytes;
    if (rows.length > ROWS_GUESSED_FROM) break;
  }
  const header = wanted.header ?? !rows[0]?.cells.some((cell) => parseEmailAddress(cell).ok);
  return { format: { ...format, header }, rows, bytes_seen };
}

/** Encoding, delimiter and first rows of one table. */
export async function beginningOfCsv(
  file: string,
  { offset, bytes }: { offset: number; bytes: number },
  wanted: Partial<ImportFormat>,
): Promise<Beginning> {
  const head = await readBeginning(file, Math.min(BEGINNING, bytes), offset);
  const encoding = wanted.encoding ?? guessEncoding(head, await isUtf8File(file, { offset, bytes }));
  // The end of the piece may cut a character, which is not shown then.
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const delimiter = wanted.delimiter ?? guessDelimiter(text);
  const header = wanted.header ?? guessHeader(text, delimiter);
  return {
    format: { encoding, delimiter, header },
    rows: firstRows(text, delimiter, EVERY_ROW),
    bytes_seen: head.length,
  };
}

/** What a row says, as a screen shows it. */
function valuesOf({ email_key: _email, name_key: _name, company_key: _company, attributes, ...row }: ImportRow) {
  const { standing, tags, ...fields } = row;
  const own = Object.entries(fields).filter(([, value]) => value !== '');
  const custom = Object.entries(attributes).map(([name, value]) => [`attributes.${name}`, value]);
  return Object.fromEntries([
    ...own,
    ...custom,
    ...(tags.length > 0 ? [['tags', tags]] : []),
    ['standing', standing],
  ]) as Record<string, unknown>;
}

function rawValues(mapping: readonly (string | null)[], cells: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(mapping.flatMap((target, at) => (target && cells[at] ? [[target, cells[at]]] : [])));
}
