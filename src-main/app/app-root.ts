import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with package.json, migrations and resources: the nearest above this file, built or not. */
export const appRoot = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'migrations')) && existsSync(join(folder, 'package.json'))) return folder;
  return findRoot(dirname(folder));
}
