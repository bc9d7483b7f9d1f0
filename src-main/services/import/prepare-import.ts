import { readBeginning, removeFile } from '#main/platform/upload-file.ts';
import { isWorkbook, openWorkbook } from '#main/platform/workbook/workbook.ts';
import { isZip, type ZipEntry, zipEntries } from '#main/platform/zip-file.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import {
  type ImportPart,
  type ImportRecord,
  type NewField,
  type PreparedFile,
  updateImport,
} from '#main/repositories/import/import.repo.ts';
import { fieldKeyFor, fieldLabelFor } from '#shared/domain/custom-field/custom-field.ts';
import { guessField } from '#shared/domain/import/guess-field.ts';
import { attributeOf, columnNames } from '#shared/domain/import/import-mapping.ts';
import { isOwnField, jsonObjectOf } from '#shared/domain/import/import-row.ts';
import { type KnownFile, recogniseExport } from '#shared/domain/import/known-exports.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { type ImportFiles, importFiles } from './import-files.ts';
import { reservedKeys } from './import-options.ts';
import { beginningOfCsv, inspectColumns } from './inspect-import.ts';
import { unpackTables } from './unpack-tables.ts';

type Context = Pick<ServiceContext, 'db' | 'paths'>;

const TABLE = /\.(csv|tsv|txt)$/i;
const HIDDEN = /(^|\/)(__MACOSX\/|\.)/;
const ROWS_READ = 500;

const preparing = new Map<string, Promise<ImportRecord>>();

/** Finds out once what was uploaded: a table, several, a workbook or an archive; and whether it is the export of a known system. */
export function prepareImport(ctx: Context, record: ImportRecord): Promise<ImportRecord> {
  if (record.prepared) return Promise.resolve(record);
  const running = preparing.get(record.id) ?? prepare(ctx, record);
  preparing.set(record.id, running);
  return running.finally(() => preparing.delete(record.id));
}

async function prepare(ctx: Context, record: ImportRecord): Promise<ImportRecord> {
  const files = importFiles(ctx.paths, record.id);
  const found = await contentOf(record, files);
  const file = found.unpacked ? files.unpacked : files.source;
  const prepared = found.type === 'csv' && record.kind === 'contacts' ? await recognised(ctx, file, found) : found;
  if (prepared.parts.length > 1 && !prepared.system) {
    throw new HeraldError('INVALID_INPUT', 'These files are not an export that Herald knows.', {
      field: 'file',
      hint: 'Import each of them by itself.',
    });
  }
  ctx.db.write((tx) => updateImport(tx, record.id, [record.state], { prepared }));
  return { ...record, prepared };
}

async function contentOf({ filename, bytes, files: sent }: ImportRecord, files: ImportFiles): Promise<PreparedFile> {
  if (isZip(await readBeginning(files.source, 4))) {
    const entries = await zipEntries(files.source);
    if (isWorkbook(entries)) return workbookOf(filename, bytes, entries);
    return unpacked(entries, files);
  }
  let offset = 0;
  const parts = sent.map((one) => {
    const part = { ...one, offset };
    offset += one.bytes;
    return part;
  });
  return { type: 'csv', parts: parts.length > 0 ? parts : [{ name: filename, offset: 0, bytes }] };
}

async function workbookOf(name: string, bytes: number, entries: ZipEntry[]): Promise<PreparedFile> {
  const sheets = await openWorkbook(entries);
  return { type: 'workbook', parts: [{ name, offset: 0, bytes }], sheets: sheets.map((sheet) => sheet.name) };
}

async function unpacked(entries: ZipEntry[], files: ImportFiles): Promise<PreparedFile> {
  const tables = entries.filter(({ name }) => TABLE.test(name) && !HIDDEN.test(name));
  if (tables.length === 0) {
    throw new HeraldError('INVALID_INPUT', 'There is no CSV file in this archive.', { field: 'file' });
  }
  removeFile(files.unpacked);
  return { type: 'csv', unpacked: true, parts: await unpackTables(tables, files.unpacked) };
}

/** All parts must belong to one system, else each is a table that somebody has to map. */
async function recognised(ctx: Context, file: string, found: PreparedFile): Promise<PreparedFile> {
  const parts: ImportPart[] = [];
  const new_fields = new Map<string, NewField>();
  let system: KnownFile['system'] | undefined;
  for (const part of found.parts.filter(({ bytes }) => bytes > 0)) {
    const { format, rows, bytes_seen } = await beginningOfCsv(file, part, {});
    const [header, ...data] = rows.map(({ cells }) => cells);
    const known = header && format.header ? recogniseExport(part.name, header) : null;
    if (!header || !known || (system && known.system !== system)) return found;
    system = known.system;
    const estimate = Math.round(data.length * Math.max(1, part.bytes / Math.max(1, bytes_seen)));
    const mapped = mapPart(ctx, { header, rows: data.slice(0, ROWS_READ), known }, new_fields);
    parts.push({ ...part, format, ...mapped, standing: known.standing, rows: estimate });
  }
  return system ? { ...found, parts, system, new_fields: [...new_fields.values()] } : found;
}

/** Columns that the system always has go where they belong; the others are custom fields, the same in all parts. */
function mapPart(
  { db }: Pick<ServiceContext, 'db'>,
  { header, rows, known }: { header: string[]; rows: string[][]; known: KnownFile },
  new_fields: Map<string, NewField>,
): Pick<ImportPart, 'mapping' | 'readings'> {
  const names = columnNames(header, header.length);
  const living = allFields(db.reader);
  const fields = [...living, ...new_fields.values()];
  const columns = inspectColumns(names, rows, { fields, reserved: reservedKeys(db.reader), kind: 'contacts' });
  const add = (key: string, label: string, type: NewField['type']) => {
    if (fields.some((field) => field.key === key) || new_fields.has(key)) return;
    new_fields.set(key, { key, label: fieldLabelFor(label), type });
  };
  const taken = new Set(Object.values(known.targets));
  const mapping = columns.map(({ name, guess, type }, at) => {
    const target = known.targets[header[at]?.trim() ?? ''];
    if (target !== undefined) return target;
    // What the system has a column for is not guessed a second time.
    if (guess && taken.has(guess)) return null;
    const key = guess && attributeOf(guess);
    if (key) add(key, name, type);
    return guess;
  });
  const json = mapping.indexOf('attributes');
  if (json >= 0) {
    for (const [name, values] of jsonValues(rows.map((row) => row[json] ?? ''))) {
      if (!isOwnField(name)) add(fieldKeyFor(name), name, guessField(name, values).type);
    }
  }
  return { mapping, readings: columns.map(({ reading }) => reading) };
}

/** The fields of JSON cells, with the values that were seen. */
function jsonValues(cells: readonly string[]): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  for (const cell of cells) {
    for (const [name, value] of Object.entries(jsonObjectOf(cell) ?? {})) {
      const values = seen.get(name) ?? [];
      values.push(typeof value === 'object' ? JSON.stringify(value) : String(value));
      seen.set(name, values);
    }
  }
  return seen;
}
