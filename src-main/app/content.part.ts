import type { PictureStore, Preflights, Rendering } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';
import type { ContentWorkerExtra } from './workers/content.worker.ts';

/** The thread that renders for screens and pages, looks at what everybody would get, and prepares pictures. */
export function contentRoom(
  core: AppCore,
): Part & { rendering: Rendering; preflights: Preflights; pictures: PictureStore } {
  const extra: ContentWorkerExtra = { allow_private: core.allow_private_services };
  const thread = workThread(core, 'content.worker', extra);
  return {
    rendering: { run: (name, input) => thread.ask('render', { name, input }) },
    preflights: { run: (order, signal) => thread.run('preflight', order, signal) },
    pictures: { store: (picture) => thread.ask('picture', picture) },
    stop: () => thread.stop(),
  };
}
