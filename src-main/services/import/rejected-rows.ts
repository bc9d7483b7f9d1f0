import { TextFile } from '#main/platform/upload-file.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { columnNames, REPORT_COLUMNS } from '#shared/domain/import/import-mapping.ts';
import type { SourcePart } from './import-source.ts';

/**
 * The file of rows that were not taken, or not wholly. Of one table it has the same columns, so that it can be put right and imported again;
 * of several, which have columns of their own, it names the address and the file.
 */
export class RejectedRows {
  readonly #file: TextFile;
  readonly #several: boolean;

  constructor(file: string, parts: readonly SourcePart[]) {
    this.#file = new TextFile(file);
    this.#several = parts.length > 1;
    if (this.#several) this.#file.append(`\ufeff${csvLine(['email', 'file', ...REPORT_COLUMNS])}`);
  }

  /** A table begins; what its first row says. */
  begin({ mapping }: SourcePart, header: readonly string[] | null): void {
    if (!this.#several)
      this.#file.append(`\ufeff${csvLine([...columnNames(header, mapping.length), ...REPORT_COLUMNS])}`);
  }

  write(
    { name, mapping }: SourcePart,
    { cells, line }: CsvRecord,
    { result, reason }: { result: string; reason: string },
  ): void {
    const about = [String(line), result, reason];
    if (this.#several) {
      this.#file.append(csvLine([cells[mapping.indexOf('email')] ?? '', name, ...about]));
      return;
    }
    const padded = Array.from({ length: Math.max(mapping.length, cells.length) }, (_, at) => cells[at] ?? '');
    this.#file.append(csvLine([...padded, ...about]));
  }

  close(): void {
    this.#file.close();
  }
}
