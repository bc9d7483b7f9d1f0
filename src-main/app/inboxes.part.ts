import type { InboxReader } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import { keptSecret } from './kept-secret.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';
import type { InboxesWorkerExtra } from './workers/inboxes.worker.ts';

/** The thread that reads mailboxes. */
export function inboxReader(core: AppCore): Part & { inboxes: InboxReader } {
  const extra: InboxesWorkerExtra = {
    tracking_key: keptSecret(core, 'tracking_key'),
    allow_private_services: core.allow_private_services,
  };
  const thread = workThread(core, 'inboxes.worker', extra);
  return {
    inboxes: { read: (inbox_id, signal) => thread.run('read', { inbox_id }, signal) },
    stop: () => thread.stop(),
  };
}
