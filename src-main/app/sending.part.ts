import type { ServiceContext } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import { keptSecret } from './kept-secret.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';
import type { SenderWorkerExtra } from './workers/sender.worker.ts';

/** The thread that sends. Starts after the listeners, since mails name their addresses. */
export async function startSending(core: AppCore, services: ServiceContext): Promise<Part> {
  const tracking_key = keptSecret(core, 'tracking_key');
  const worker = await startRevivedWorker(core, 'sender.worker', {
    extra: (): SenderWorkerExtra => {
      const { tracking_url, mailbox } = services.endpoints;
      const { allow_private_services } = core;
      return { tracking_url, tracking_key, mailbox, allow_private_services };
    },
    onReady: () => {},
  });
  return { stop: () => worker.stop() };
}
