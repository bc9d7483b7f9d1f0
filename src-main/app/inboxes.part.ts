import type { InboxReader } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import { keptSecret } from './kept-secret.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';
import type { InboxesWorkerExtra } from './workers/inboxes.worker.ts';

/** The thread that reads mailboxes. */
export async function startInboxes(core: AppCore): Promise<Part & { inboxes: InboxReader }> {
  const tracking_key = keptSecret(core, 'tracking_key');
  const worker = await startRevivedWorker<void>(core, 'inboxes.worker', {
    extra: (): InboxesWorkerExtra => ({ tracking_key }),
    onReady: () => {},
  });
  return {
    inboxes: {
      async read(inbox_id, signal) {
        const stop = () => worker.call('stop', { inbox_id }).then(nothing, nothing);
        signal.addEventListener('abort', stop, { once: true });
        try {
          await worker.call('read', { inbox_id });
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
