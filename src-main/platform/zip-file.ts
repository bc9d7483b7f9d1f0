import { openAsBlob } from 'node:fs';
import { BlobReader, configure, type Entry, ZipReader } from '@zip.js/zip.js';
import { HeraldError } from '#shared/kernel/herald-error.ts';

configure({ useWebWorkers: false });

const MOST_ENTRIES = 2_000;
/** What an entry may unpack to: honest tables shrink to a tenth or a fiftieth, a bomb to a thousandth. */
const LARGEST_ENTRY = 3_000_000_000;
const HARMLESS = 50_000_000;
const MOST_RATIO = 200;

export interface ZipEntry {
  name: string;
  /** As the archive says; reading goes by what really comes. */
  bytes: number;
  /** The bytes of the entry, piece by piece. Leaving the loop stops reading. */
  read(): AsyncGenerator<Uint8Array>;
}

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** The files in an archive, without its folders. Nothing is unpacked until it is read, and never more than makes sense. */
export async function zipEntries(file: string): Promise<ZipEntry[]> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(file)));
  try {
    const entries = await reader.getEntries();
    if (entries.length > MOST_ENTRIES) throw refused(`It holds more than ${MOST_ENTRIES} files.`);
    if (entries.some((entry) => entry.encrypted)) throw refused('It is protected by a password.');
    return entries.filter((entry) => !entry.directory).map(entryOf);
  } catch (error) {
    if (error instanceof HeraldError) throw error;
    throw refused('It is damaged, or no archive.', error);
  }
}

function entryOf(entry: Entry): ZipEntry {
  const { filename, compressedSize, uncompressedSize } = entry;
  const most = Math.min(LARGEST_ENTRY, Math.max(HARMLESS, compressedSize * MOST_RATIO));
  return {
    name: filename,
    bytes: uncompressedSize,
    async *read() {
      if (uncompressedSize > most) throw refused(`"${filename}" would unpack to far more than it should.`);
      let bytes = 0;
      for await (const piece of piecesOf(entry)) {
        bytes += piece.length;
        if (bytes > most) throw refused(`"${filename}" unpacks to far more than it should.`);
        yield piece;
      }
    },
  };
}

async function* piecesOf(entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.directory) return;
  const stop = new AbortController();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const unpacked = entry.getData(writable, { signal: stop.signal }).then(
    () => null,
    (error: unknown) => error,
  );
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true as const, value: undefined }));
      if (done) break;
      yield value;
    }
    const error = await unpacked;
    if (error) throw refused(`"${entry.filename}" in it is damaged.`, error);
  } finally {
    stop.abort();
    await reader.cancel().catch(() => {});
  }
}

function refused(why: string, cause?: unknown): HeraldError {
  return new HeraldError('INVALID_INPUT', `This archive can't be read. ${why}`, { field: 'file' }, cause);
}
