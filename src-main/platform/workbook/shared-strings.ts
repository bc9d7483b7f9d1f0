import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ZipEntry } from '../zip-file.ts';
import { xmlPieces } from './xml-pieces.ts';

const LARGEST = 256 * 1024 * 1024;

/**
 * The texts of a workbook, which its cells name by number: kept as bytes end to end, which takes a third of the memory that a million
 * strings would.
 */
export class SharedStrings {
  #bytes = Buffer.alloc(64 * 1024);
  #ends = new Uint32Array(4_096);
  #count = 0;
  #length = 0;

  add(text: string): void {
    const size = Buffer.byteLength(text);
    const end = this.#length + size;
    if (end > LARGEST) {
      throw new HeraldError('TOO_LARGE', 'The texts of this workbook do not fit into memory.', {
        field: 'file',
        hint: 'Save the sheet as CSV and import that file.',
        reason: { code: 'sheet_texts' },
      });
    }
    if (end > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], Math.max(end, this.#bytes.length * 2));
    if (this.#count === this.#ends.length) {
      const longer = new Uint32Array(this.#ends.length * 2);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#bytes.write(text, this.#length);
    this.#ends[this.#count++] = end;
    this.#length = end;
  }

  get(index: number): string {
    if (index >= this.#count) return '';
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }
}

/** Formatted texts come in runs, which belong together; what helps to pronounce them does not. */
export async function readSharedStrings(entry: ZipEntry | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (!entry) return strings;
  let text = '';
  let inText = false;
  let spoken = false;
  const pieces = xmlPieces(entry.read(), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') spoken = true;
      else if (name === 't') inText = !spoken;
    },
    text(part) {
      if (inText) text += part;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') spoken = false;
      else if (name === 'si') strings.add(text);
    },
  });
  for await (const _bytes of pieces) {
    // All of them are needed before the first cell can be read.
  }
  return strings;
}
