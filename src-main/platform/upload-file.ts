import { isUtf8 } from 'node:buffer';
import {
  appendFileSync,
  closeSync,
  createReadStream,
  fsyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** Puts a piece of a file at its place; whatever stood there or after it is dropped. */
export function writeAt(file: string, offset: number, bytes: Uint8Array): void {
  onDisk(() => {
    const handle = openSync(file, offset === 0 ? 'w' : 'r+', 0o600);
    try {
      ftruncateSync(handle, offset);
      let done = 0;
      while (done < bytes.length) done += writeSync(handle, bytes, done, bytes.length - done, offset + done);
    } finally {
      closeSync(handle);
    }
  });
}

/** Puts a piece at the end of a file, which is made if there is none. */
export function appendTo(file: string, bytes: Uint8Array): void {
  onDisk(() => appendFileSync(file, bytes, { mode: 0o600 }));
}

/** Makes sure that what was written to a file survives a power failure. */
export function syncFile(file: string): void {
  onDisk(() => {
    const handle = openSync(file, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

export function removeFile(file: string): void {
  rmSync(file, { force: true });
}

/** A text file that grows line by line, written in pieces of some size. It begins empty. */
export class TextFile {
  readonly #handle: number;
  #pending = '';

  constructor(file: string) {
    this.#handle = onDisk(() => openSync(file, 'w', 0o600));
  }

  append(text: string): void {
    this.#pending += text;
    if (this.#pending.length > 65_536) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#handle);
  }

  #flush(): void {
    onDisk(() => writeSync(this.#handle, this.#pending));
    this.#pending = '';
  }
}

function onDisk<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
      throw new HeraldError(
        'DISK_FULL',
        'The disk is full, so the file could not be stored.',
        { hint: 'Free some space on the disk that holds the data folder and try again.' },
        error,
      );
    }
    throw error;
  }
}

const READ_AT_ONCE = 1024 * 1024;

/** A piece of a file from `offset` on, at most `bytes` of it. */
export async function readBeginning(file: string, bytes: number, offset = 0): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whether a part of a file is valid UTF-8; reads up to the first fault. */
export async function isUtf8File(file: string, { offset, bytes }: { offset: number; bytes: number }): Promise<boolean> {
  let rest = Buffer.alloc(0);
  if (bytes === 0) return true;
  const range = { start: offset, end: offset + bytes - 1, highWaterMark: READ_AT_ONCE };
  for await (const piece of createReadStream(file, range)) {
    const bytes = Buffer.concat([rest, piece as Buffer]);
    const end = lastWholeCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    rest = Buffer.from(bytes.subarray(end));
  }
  return rest.length === 0;
}

/** Where a character begins that the end of these bytes may have cut. */
function lastWholeCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}
