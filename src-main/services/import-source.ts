import { createReadStream } from 'node:fs';
import type { ImportFormat, ImportPart, ImportRecord, StoredImportOptions } from '#main/repositories/import.repo.ts';
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

/** Reads one table piece by piece; memory does not grow with it. */
export async function* readRows(
  file: string,
  part: Pick<SourcePart, 'offset' | 'bytes' | 'format'>,
): AsyncGenerator<RowBatch> {
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
