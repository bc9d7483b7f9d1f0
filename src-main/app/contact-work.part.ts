import type { ContactWork } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';

/** The thread for long work on contacts. */
export async function startContactWork(core: AppCore): Promise<Part & { contact_work: ContactWork }> {
  const worker = await startRevivedWorker<void>(core, 'contacts.worker', { extra: () => ({}), onReady: () => {} });
  return {
    contact_work: {
      async run(work, id, signal) {
        const stop = () => worker.call('stop', { work, id }).then(nothing, nothing);
        signal.addEventListener('abort', stop, { once: true });
        try {
          await worker.call('run', { work, id });
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
