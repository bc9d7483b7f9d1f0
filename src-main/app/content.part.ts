import type { Rendering } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';

/** The thread that renders for screens, checks and pages. */
export function contentRoom(core: AppCore): Part & { rendering: Rendering } {
  const thread = workThread(core, 'content.worker');
  return {
    rendering: { run: (name, input) => thread.ask('render', { name, input }) },
    stop: () => thread.stop(),
  };
}
