import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeFile, syncFile, writeAt } from '../upload-file.ts';
import type { PreparedPicture } from './prepare-picture.ts';

/** The file of one width of a picture. `hash` is base64url, so that it leads nowhere else. */
export function pictureFile(folder: string, hash: string, size: { width: number; format: string }): string {
  return join(folder, `${hash}-${size.width}.${size.format}`);
}

/** The bytes of one width of a picture; null where there is no such file. */
export function readPicture(folder: string, hash: string, size: { width: number; format: string }): Buffer | null {
  const file = pictureFile(folder, hash, size);
  return existsSync(file) ? readFileSync(file) : null;
}

/** Writes the files of a picture; each is whole or not there, and survives a power failure. */
export function writePicture(
  folder: string,
  hash: string,
  { format, sizes }: { format: PreparedPicture['format']; sizes: readonly { width: number; bytes: Uint8Array }[] },
): void {
  for (const { width, bytes } of sizes) {
    const file = pictureFile(folder, hash, { width, format });
    const unfinished = `${file}.part`;
    writeAt(unfinished, 0, bytes);
    syncFile(unfinished);
    renameSync(unfinished, file);
  }
  syncFolder(folder);
}

/** Takes away the files whose hash nobody wants any more, and that are older than `before`. */
export function removePictures(folder: string, isWanted: (hash: string) => boolean, before: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const [, hash = ''] = /^([\w-]{43})-\d+\./.exec(name) ?? [];
    if (!isWanted(hash) && statSync(file).mtimeMs < before) removeFile(file);
  }
}

/** Makes new names in a folder last; Windows does that by itself and opens no folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
