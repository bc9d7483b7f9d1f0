import { liveWorkflows } from '#main/repositories/workflow/workflow.repo.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { workThread } from './work-thread.ts';

/** The thread that moves people through workflows; it starts with the first that is live. */
export function startWorkflows({ db, feed, log, ...core }: AppCore): Part {
  const thread = workThread({ db, feed, log, ...core }, 'workflows.worker');
  let started = false;

  function look(): void {
    if (started || liveWorkflows(db.reader).length === 0) return;
    started = true;
    thread.start().catch((error: unknown) => {
      started = false;
      log.error({ err: error }, 'the thread of workflows could not start');
    });
  }

  const unsubscribe = feed.subscribe((topics) => {
    if (topics.includes('workflows')) look();
  });
  look();
  return {
    async stop() {
      unsubscribe();
      await thread.stop();
    },
  };
}
