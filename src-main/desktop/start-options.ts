import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '#main/app/default-data-dir.ts';

export interface StartOptions {
  data_dir: string;
  /** Null takes the usual port, or any free one where that is taken. */
  port: number | null;
}

/** Reads what `npm start -- --data-dir D --port P` hands on; Chromium's own switches among the arguments are left alone. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const { 'data-dir': dataDir, port } = values;
  return {
    data_dir: resolve(typeof dataDir === 'string' ? dataDir : defaultDataDir()),
    port: typeof port === 'string' ? Number(port) : null,
  };
}
