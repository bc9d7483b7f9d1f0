import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './run-node.ts';

const CACHE = join(import.meta.dirname, '../../.herald/bench');

/** A data folder with that many made-up contacts, made once and kept for later benches. */
export async function folderWithContacts(contacts: number): Promise<string> {
  const folder = join(CACHE, `contacts-${contacts}`);
  if (existsSync(join(folder, 'herald.db'))) return folder;
  mkdirSync(CACHE, { recursive: true });
  await runNode(['bench/million-contacts.ts', '--data-dir', folder, '--contacts', String(contacts)]);
  return folder;
}

/** An empty folder that goes with the process. */
export function tempFolderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `herald-bench-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
