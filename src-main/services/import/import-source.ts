import { createReadStream } from 'node:fs';
import { openWorkbook } from '#main/platform/workbook/workbook.ts';
import { zipEntries } from '#main/platform/zip-file.ts';
import type {
  ImportFormat,
  ImportPart,
  ImportRecord,
  PreparedFile,
  StoredImportOptions,
} from '#main/repositories/import/import.repo.ts';
import { CsvReader, type CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import type { ColumnReading } from '#shared/domain/import/guess-field.ts';
import type { Standing } from '#shared/domain/import/standing.ts';
import type { ImportFiles } from './import-files.ts';

const READ_AT_ONCE = 256 * 1024;

/** One table of what was uploaded, with how it is read. */
export interface SourcePart {
  name: string;
  offset: number;
  bytes: number;
  format: ImportFormat;
  mapping: (string | null)[];
  readings: (ColumnReading | null)[];
  standing?: Standing;
}

/** The tables of an import in their order: those of a recognised export map themselves, any other file is one table. */
export function partsOf(record: ImportRecord, options: StoredImportOptions): SourcePart[] {
  const { prepared } = record;
  if (prepared?.system) return prepared.parts.map((part) => recognised(part, options));
  const [whole] = prepared?.parts ?? [];
  const { format, mapping, readings = [] } = options;
  return [
    {
      name: record.filename,
      offset: whole?.offset ?? 0,
      bytes: whole?.bytes ?? record.bytes,
      format,
      mapping,
      readings,
    },
  ];
}

function recognised({ name, offset, bytes, ...part }: ImportPart, options: StoredImportOptions): SourcePart {
  const { format = options.format, mapping = [], readings = [], standing } = part;
  return { name, offset, bytes, format, mapping, readings, standing };
}

/** Where the bytes of an import lie: an archive has been unpacked beside itself. */
export function fileOf(record: ImportRecord, files: ImportFiles): string {
  return record.prepared?.unpacked ? files.unpacked : files.source;
}

export interface RowBatch {
  records: CsvRecord[];
  /** How many bytes of the part have been read for them. */
  bytes: number;
}

type TablePart = Pick<SourcePart, 'offset' | 'bytes' | 'format'>;

/** Reads one table piece by piece; memory does not grow with it. */
export function readRows(file: string, part: TablePart, type: PreparedFile['type']): AsyncGenerator<RowBatch> {
  return type === 'workbook' ? readSheet(file, part) : readCsv(file, part);
}

/** A sheet of a workbook; progress is measured by the bytes of the file, as for text. */
async function* readSheet(file: string, { bytes, format }: TablePart): AsyncGenerator<RowBatch> {
  const sheets = await openWorkbook(await zipEntries(file));
  const sheet = sheets.find(({ name }) => name === format.sheet) ?? sheets[0];
  if (!sheet) return;
  for await (const { rows, bytes: read } of sheet.rows()) yield { records: rows, bytes: (read / sheet.bytes) * bytes };
}

async function* readCsv(file: string, part: TablePart): AsyncGenerator<RowBatch> {
  const { offset, bytes, format } = part;
  if (bytes === 0) return;
  const csv = new CsvReader({ delimiter: format.delimiter });
  const decoder = new TextDecoder(format.encoding);
  const stream = createReadStream(file, { start: offset, end: offset + bytes - 1, highWaterMark: READ_AT_ONCE });
  for await (const piece of stream) {
    const chunk = piece as Buffer;
    yield { records: csv.push(decoder.decode(chunk, { stream: true })), bytes: chunk.length };
  }
  yield { records: [...csv.push(decoder.decode()), ...csv.end()], bytes: 0 };
}
