import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What one import looked like from inside its process. */
export interface ImportMeasure {
  seconds: number;
  counts: Record<string, number>;
  /** Rows of contacts that were written, told by their revisions. */
  rewritten: number;
  peak_mb: number;
  /** In milliseconds, while the import ran. */
  reads: { n: number; p50: number; p99: number; max: number };
  writes: { n: number; p50: number; p99: number; max: number };
}

/** Imports in a process of its own, so that its memory is its own. `watched` reads and writes meanwhile, as people would. */
export async function importApart(data_dir: string, csv: string, watched: boolean): Promise<ImportMeasure> {
  const args = [data_dir, csv, watched ? 'watched' : 'alone'];
  const child = fork(join(import.meta.dirname, 'import-apart-child.ts'), args);
  const [measure] = (await once(child, 'message')) as [ImportMeasure];
  await once(child, 'exit');
  return measure;
}
