import type { TestMailbox } from '#main/services/mailbox/test-mailbox.ts';
import type { Endpoints } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';

/** The built-in test mailbox, in a thread of its own. */
export async function startMailbox(
  core: AppCore,
): Promise<Part & { mailbox: TestMailbox; address: Endpoints['mailbox'] }> {
  const address: Endpoints['mailbox'] = { host: '127.0.0.1', port: 0 };
  const worker = await startRevivedWorker<Endpoints['mailbox']>(core, 'mailbox.worker', {
    extra: () => ({ port: address.port }),
    onReady: (ready) => Object.assign(address, ready),
  });
  return {
    address,
    mailbox: {
      list: (query) => worker.call('list', query),
      read: (no) => worker.call('read', no),
      delete: (no) => worker.call('delete', no),
      clear: () => worker.call('clear', null),
    },
    stop: () => worker.stop(),
  };
}
