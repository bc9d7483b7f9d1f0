import type { ImportRunner } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';

/** The thread that imports, and that keeps the search index of contacts up to date. */
export async function startImports(core: AppCore): Promise<Part & { importer: ImportRunner }> {
  const thread = workThread(core, 'import.worker');
  await thread.start();
  return {
    importer: { run: (id, signal) => thread.run('run', { id }, signal) },
    stop: () => thread.stop(),
  };
}
