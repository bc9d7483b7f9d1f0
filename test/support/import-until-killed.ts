import { createApp } from '#main/app/create-app.ts';
import { APP_ROOT, THREADS_DIR } from './app-root.ts';
import { clientOf } from './client-of.ts';
import { startFile } from './import-file.ts';

/**
 * A process that imports and is killed by its parent: `node import-until-killed.ts DATA_DIR [FILE]`. Without a file it goes on with
 * what it finds. Prints the import's id and then its progress, a line each.
 */
const [, , data_dir = '', file] = process.argv;
const app = await createApp({
  data_dir,
  app_root: APP_ROOT,
  shell: 'headless',
  console: { host: '127.0.0.1', port: 0 },
  ...THREADS_DIR,
});
const client = clientOf(app.services);
const id = file ? await startFile(client, file, { new_list: 'All' }) : (await client.imports.list({})).items[0]?.id;
process.stdout.write(`${id}\n`);
for (;;) {
  const job = await client.imports.get({ id: id ?? '' });
  const { rows, created } = job.progress;
  process.stdout.write(`${JSON.stringify({ state: job.state, rows, created })}\n`);
  await new Promise((resolve) => setTimeout(resolve, 10));
}
