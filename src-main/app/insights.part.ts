import { mustClassify } from '#main/services/tracking/classify.ts';
import { mustReckon } from '#main/services/tracking/refresh-breakdowns.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';

/** The thread that judges hits and reckons what came of campaigns. It starts with the first of either: a Herald that has sent nothing needs none. */
export function startInsights(core: AppCore): Part {
  const thread = workThread(core, 'insights.worker');
  const start = () => {
    thread.start().catch((error: unknown) => core.log.error({ err: error }, 'the thread for hits does not start'));
  };
  const unsubscribe = core.feed.subscribe((topics) => {
    if (topics.some(isWork)) start();
  });
  if (mustClassify(core) || mustReckon(core)) start();
  return {
    async stop() {
      unsubscribe();
      await thread.stop();
    },
  };
}

const isWork = (topic: string) => topic === 'hits' || topic === 'events' || topic.startsWith('campaign-stats:');
