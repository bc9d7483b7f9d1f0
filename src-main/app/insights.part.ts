import { mustClassify } from '#main/services/tracking/classify.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';

/** The thread that judges hits. It starts with the first of them: a Herald that has sent nothing needs none. */
export function startInsights(core: AppCore): Part {
  const thread = workThread(core, 'insights.worker');
  const start = () => {
    thread.start().catch((error: unknown) => core.log.error({ err: error }, 'the thread for hits does not start'));
  };
  const unsubscribe = core.feed.subscribe((topics) => {
    if (topics.includes('hits')) start();
  });
  if (mustClassify(core)) start();
  return {
    async stop() {
      unsubscribe();
      await thread.stop();
    },
  };
}
