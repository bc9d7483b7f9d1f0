import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Millis } from '#shared/kernel/instant.ts';

/** Removes the files of a folder that were last written before a moment. */
export function removeFilesBefore(folder: string, moment: Millis): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).mtimeMs < moment) rmSync(file, { force: true });
  }
}
