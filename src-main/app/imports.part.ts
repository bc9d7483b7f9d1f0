import type { ImportRunner } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';

/** The thread that imports, and that keeps the search index of contacts up to date. */
export async function startImports(core: AppCore): Promise<Part & { importer: ImportRunner }> {
  const worker = await startRevivedWorker<void>(core, 'import.worker', { extra: () => ({}), onReady: () => {} });
  return {
    importer: {
      async run(id, signal) {
        const stop = () => worker.call('stop', { id }).then(nothing, nothing);
        signal.addEventListener('abort', stop, { once: true });
        try {
          await worker.call('run', { id });
        } finally {
          signal.removeEventListener('abort', stop);
        }
      },
    },
    stop: () => worker.stop(),
  };
}

/** A thread that is gone has stopped. */
function nothing(): void {}
