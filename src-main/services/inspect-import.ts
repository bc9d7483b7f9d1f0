import { isUtf8File, readBeginning } from '#main/platform/upload-file.ts';
import type { ImportFormat, StoredImportOptions } from '#main/repositories/import.repo.ts';
import { firstRows, guessDelimiter, guessEncoding, guessHeader } from '#shared/domain/csv/guess-format.ts';
import { columnNames, guessMapping } from '#shared/domain/import/import-mapping.ts';
import { type ImportRow, rowReader } from '#shared/domain/import/import-row.ts';

const BEGINNING = 256 * 1024;
const ROWS_SHOWN = 20;
const SAMPLES = 5;
const LONGEST_SAMPLE = 200;
const EVERY_ROW = 100_000;

export interface Inspection {
  format: ImportFormat;
  columns: { name: string; samples: string[]; guess: string | null }[];
  rows: string[][];
  rows_estimated: number;
}

export interface PreviewRow {
  line: number;
  values: Record<string, unknown>;
  problem: string | null;
  warnings: string[];
}

/** What a file seems to be, from its beginning; `wanted` overrules guesses. */
export async function inspectFile(file: string, bytes: number, wanted: Partial<ImportFormat>): Promise<Inspection> {
  const head = await readBeginning(file, BEGINNING);
  const encoding = wanted.encoding ?? guessEncoding(head, await isUtf8File(file));
  const text = decodeBeginning(head, encoding);
  const delimiter = wanted.delimiter ?? guessDelimiter(text);
  const header = wanted.header ?? guessHeader(text, delimiter);
  const rows = firstRows(text, delimiter, EVERY_ROW).map((row) => row.cells);
  const data = header ? rows.slice(1) : rows;
  const shown = data.slice(0, ROWS_SHOWN);
  const width = header ? (rows[0]?.length ?? 0) : Math.max(0, ...shown.map((row) => row.length));
  const columns = columnNames(header ? (rows[0] ?? []) : null, width).map((name, at) => ({
    name,
    samples: shown.slice(0, SAMPLES).map((row) => (row[at] ?? '').slice(0, LONGEST_SAMPLE)),
  }));
  const guesses = guessMapping(columns);
  return {
    format: { encoding, delimiter, header },
    columns: columns.map((column, at) => ({ ...column, guess: guesses[at] ?? null })),
    rows: shown,
    rows_estimated: Math.round(data.length * Math.max(1, bytes / Math.max(1, head.length))),
  };
}

/** The first rows as contacts would be made of them. */
export async function previewFile(file: string, { format, mapping }: StoredImportOptions): Promise<PreviewRow[]> {
  const text = decodeBeginning(await readBeginning(file, BEGINNING), format.encoding);
  const read = rowReader(mapping);
  const records = firstRows(text, format.delimiter, ROWS_SHOWN + 1);
  return (format.header ? records.slice(1) : records.slice(0, ROWS_SHOWN)).map(({ line, cells, problem }) => {
    const answer = problem ? { ok: false as const, problem } : read(cells);
    if (!answer.ok) return { line, values: rawValues(mapping, cells), problem: answer.problem, warnings: [] };
    return { line, values: valuesOf(answer.row), problem: null, warnings: answer.warnings };
  });
}

function decodeBeginning(head: Buffer, encoding: ImportFormat['encoding']): string {
  // The end of the piece may cut a character, which is not shown then.
  return new TextDecoder(encoding).decode(head, { stream: true });
}

function valuesOf({ email_key: _email, name_key: _name, company_key: _company, attributes, ...row }: ImportRow) {
  const own = Object.entries(row).filter(([field, value]) => value !== '' && field !== 'joins');
  const custom = Object.entries(attributes).map(([name, value]) => [`attributes.${name}`, value]);
  return Object.fromEntries([...own, ...custom]) as Record<string, unknown>;
}

function rawValues(mapping: readonly (string | null)[], cells: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(mapping.flatMap((target, at) => (target && cells[at] ? [[target, cells[at]]] : [])));
}
