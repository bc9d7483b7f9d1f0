import { open } from 'node:fs/promises';
import { configure, TextReader, ZipWriter } from '@zip.js/zip.js';
import { type Cell, cellXml, columnName, STYLE, textXml } from './cell.ts';
import { sheetEnd, sheetPath, sheetStart, workbookParts } from './workbook-parts.ts';

configure({ useWebWorkers: false });

/** Beyond 4 GB an archive needs a form that not every spreadsheet reads; imports take 3 GB. */
const MOST_SHEET_BYTES = 2_900_000_000;
/** Rows are handed on in pieces of about this size. */
const PIECE = 256 * 1024;

interface WorkbookColumn {
  name: string;
  /** In characters. */
  width: number;
}

/** Where the bytes go, in order: a file, or memory. */
interface Target {
  write(piece: Uint8Array, offset: number, length: number, position: number): Promise<unknown>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface OpenSheet {
  rows: number;
  bytes: number;
  text: string;
  writer: WritableStreamDefaultWriter<Uint8Array>;
  /** Of the archive, which takes the sheet in as it is written; answers with what went wrong, if anything. */
  added: Promise<unknown>;
}

export interface WorkbookOptions {
  sheet_name: string;
  columns: readonly WorkbookColumn[];
  /** What a sheet holds below its head. */
  sheet_rows: number;
}

/**
 * Writes an XLSX workbook row after row: what is held in memory does not grow with it. Where a sheet is full, the next one goes on. Texts stand
 * in their cells as texts, which no spreadsheet runs as a formula.
 */
export class WorkbookWriter {
  readonly #file: Target;
  readonly #zip: ZipWriter<unknown>;
  readonly #options: WorkbookOptions;
  readonly #letters: string[];
  readonly #names: string[] = [];
  #sheet: OpenSheet | null = null;
  #bytes = 0;

  constructor(file: Target, options: WorkbookOptions) {
    this.#file = file;
    this.#options = options;
    this.#letters = options.columns.map((_, at) => columnName(at));
    const sink = new WritableStream<Uint8Array>({
      write: async (piece) => {
        await file.write(piece, 0, piece.length, this.#bytes);
        this.#bytes += piece.length;
      },
    });
    this.#zip = new ZipWriter(sink, { zip64: false, keepOrder: true });
  }

  static async create(path: string, options: WorkbookOptions): Promise<WorkbookWriter> {
    return new WorkbookWriter(await open(path, 'w', 0o600), options);
  }

  /** Written to the file so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async append(rows: readonly (readonly Cell[])[]): Promise<void> {
    for (const row of rows) {
      const sheet = await this.#sheetWithRoom();
      sheet.rows++;
      const line = sheet.rows + 1;
      sheet.text += `<row r="${line}">${row.map((cell, at) => cellXml(cell, `${this.#letters[at]}${line}`)).join('')}</row>`;
      if (sheet.text.length >= PIECE) await this.#handOn(sheet);
    }
  }

  /** Ends the sheet and the workbook, and sees that they are on the disk. */
  async finish(): Promise<void> {
    await this.#endSheet(await this.#sheetWithRoom());
    for (const [path, xml] of workbookParts(this.#names)) await this.#zip.add(path, new TextReader(xml));
    await this.#zip.close();
    await this.#file.sync();
  }

  /** After `finish`, or to give up: then the file is of no use. */
  async close(): Promise<void> {
    const sheet = this.#sheet;
    this.#sheet = null;
    if (sheet) {
      await sheet.writer.abort('given up').catch(() => {});
      await sheet.added;
    }
    await this.#file.close();
  }

  async #sheetWithRoom(): Promise<OpenSheet> {
    const sheet = this.#sheet;
    if (sheet && sheet.rows < this.#options.sheet_rows && sheet.bytes < MOST_SHEET_BYTES) return sheet;
    if (sheet) await this.#endSheet(sheet);
    const { sheet_name, columns } = this.#options;
    const no = this.#names.length + 1;
    this.#names.push(no === 1 ? sheet_name : `${sheet_name} ${no}`);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const added = this.#zip.add(sheetPath(no), readable).then(
      () => null,
      (error: unknown) => error ?? new Error('The archive could not be written.'),
    );
    const head = columns.map(({ name }, at) => textXml(name, `${this.#letters[at]}1`, STYLE.head)).join('');
    const text = `${sheetStart(columns, no === 1)}<row r="1">${head}</row>`;
    this.#sheet = { rows: 0, bytes: 0, text, writer: writable.getWriter(), added };
    return this.#sheet;
  }

  /** Waits until there is room for more, or the archive has failed. */
  async #handOn(sheet: OpenSheet): Promise<void> {
    const piece = new TextEncoder().encode(sheet.text);
    sheet.text = '';
    sheet.bytes += piece.length;
    const failed = await Promise.race([sheet.writer.write(piece).then(() => null), sheet.added]);
    if (failed) throw failed;
  }

  async #endSheet(sheet: OpenSheet): Promise<void> {
    sheet.text += sheetEnd(`A1:${this.#letters.at(-1)}${sheet.rows + 1}`);
    await this.#handOn(sheet);
    await sheet.writer.close();
    const failed = await sheet.added;
    if (failed) throw failed;
    this.#sheet = null;
  }
}
