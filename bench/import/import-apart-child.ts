import { createReadStream, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createApp } from '#main/app/create-app.ts';
import { appendToImport, beginImport, guessedOptions, inspectImport } from '#main/services/import.service.ts';
import { clientOf } from '#test/support/client-of.ts';
import type { ImportMeasure } from './import-apart.ts';

const [data_dir = '', csv = '', mode] = process.argv.slice(2);
const app = await createApp({
  data_dir,
  app_root: join(import.meta.dirname, '../..'),
  shell: 'headless',
  console: { host: '127.0.0.1', port: 0 },
});
const { services } = app;
const client = clientOf(services);

const id = await upload();
const options = guessedOptions(await inspectImport(services, { id }));
const before = revisions();
const reads: number[] = [];
const writes: number[] = [];
let peak = 0;
const memory = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
const started = performance.now();
await client.imports.start({ id, options });
let job = await client.imports.get({ id });
while (job.state === 'waiting' || job.state === 'running') {
  if (mode === 'watched') await readAndWrite();
  await new Promise((resolve) => setTimeout(resolve, mode === 'watched' ? 50 : 20));
  job = await client.imports.get({ id });
}
const seconds = (performance.now() - started) / 1_000;
clearInterval(memory);
if (job.state !== 'done') throw new Error(job.problem ?? job.state);
const { created, updated, unchanged, rejected, duplicates, rows } = job.progress;
const measure: ImportMeasure = {
  seconds,
  counts: { rows, created, updated, unchanged, rejected, duplicates },
  rewritten: revisions() - before,
  peak_mb: Math.round(peak / 2 ** 20),
  reads: spreadOf(reads),
  writes: spreadOf(writes),
};
await app.close();
process.send?.(measure, () => process.disconnect());

/** What other screens ask meanwhile, and a small write. */
async function readAndWrite(): Promise<void> {
  for (const ask of [
    () => client.contacts.list({ limit: 50 }),
    () => client.contacts.list({ limit: 50, search: 'Last1999' }),
    () => client.lists.list(),
  ]) {
    const at = performance.now();
    await ask();
    reads.push(performance.now() - at);
  }
  const at = performance.now();
  services.db.write((tx) => tx.sql(`UPDATE organization SET revision = revision + 1`).run());
  writes.push(performance.now() - at);
}

async function upload(): Promise<string> {
  const filename = basename(csv);
  const { id: made } = beginImport(services, 'bench', { filename, bytes: statSync(csv).size });
  let offset = 0;
  for await (const piece of createReadStream(csv, { highWaterMark: 4 * 1024 * 1024 })) {
    const chunk = new Blob([piece as Buffer<ArrayBuffer>]);
    await appendToImport(services, { id: made, offset, chunk });
    offset += chunk.size;
  }
  return made;
}

function revisions(): number {
  return services.db.reader.sql<{ n: number }>('SELECT ifnull(sum(revision), 0) AS n FROM contact').get()?.n ?? 0;
}

function spreadOf(values: number[]): ImportMeasure['reads'] {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1));
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
