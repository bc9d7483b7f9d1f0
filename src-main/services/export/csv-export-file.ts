import { type FileHandle, open } from 'node:fs/promises';
import type { ExportValue } from '#main/repositories/import/export-rows.repo.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ExportFile } from './export-file.ts';

/** Spreadsheets believe that a file is UTF-8 when it begins so. */
const BYTE_ORDER_MARK = '\ufeff';

/** Lines of text, which can go on after the last whole one. */
export class CsvExportFile implements ExportFile {
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** From the beginning, or after the first `bytes` of what is there. */
  static async open(path: string, columns: readonly string[], bytes: number): Promise<CsvExportFile> {
    const handle = await open(path, bytes > 0 ? 'r+' : 'w', 0o600);
    await handle.truncate(bytes);
    const file = new CsvExportFile(handle, bytes);
    if (bytes === 0) await file.#write(BYTE_ORDER_MARK + csvLine(columns));
    return file;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(rows: readonly ExportValue[][]): Promise<void> {
    return this.#write(rows.map((row) => csvLine(row.map(textOf))).join(''));
  }

  finish(): Promise<void> {
    return this.#file.sync();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await this.#file.write(bytes, 0, bytes.length, this.#bytes);
    this.#bytes += bytes.length;
  }
}

function textOf(value: ExportValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'object' ? instantOf(value.moment) : String(value);
}
