import { accessSync, constants, statfsSync, statSync } from 'node:fs';

/** With less than this, what is written may not find room: Herald says so and is not ready. */
export const LEAST_FREE_BYTES = 1024 ** 3;

/** Bytes that this user may still write where the folder lies. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether others on this machine may read the file. Windows has no such bits; its folders of a user are private. */
export function isPrivate(path: string): boolean {
  return process.platform === 'win32' || (statSync(path).mode & 0o077) === 0;
}
