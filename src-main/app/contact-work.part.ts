import type { ContactWork } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';

/** The thread for long work on contacts. */
export function contactWork(core: AppCore): Part & { contact_work: ContactWork } {
  const thread = workThread(core, 'contacts.worker');
  return {
    contact_work: { run: (work, id, signal) => thread.run('run', { work, id }, signal) },
    stop: () => thread.stop(),
  };
}
