import { appendTo } from '#main/platform/upload-file.ts';
import type { ZipEntry } from '#main/platform/zip-file.ts';
import type { ImportPart } from '#main/repositories/import/import.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

const LARGEST = 4_000_000_000;
const MOST_TABLES = 50;

/** Writes the tables of an archive one after the other into one file. @returns where each lies */
export async function unpackTables(tables: readonly ZipEntry[], target: string): Promise<ImportPart[]> {
  if (tables.length > MOST_TABLES) {
    throw new HeraldError('TOO_LARGE', `There are more than ${MOST_TABLES} tables in this archive.`, { field: 'file' });
  }
  const parts: ImportPart[] = [];
  let offset = 0;
  for (const table of tables) {
    let bytes = 0;
    for await (const piece of table.read()) {
      bytes += piece.length;
      if (offset + bytes > LARGEST) {
        throw new HeraldError('TOO_LARGE', 'The tables of this archive are larger than 4 GB together.', {
          field: 'file',
        });
      }
      appendTo(target, piece);
    }
    parts.push({ name: table.name.slice(table.name.lastIndexOf('/') + 1), offset, bytes });
    offset += bytes;
  }
  return parts;
}
