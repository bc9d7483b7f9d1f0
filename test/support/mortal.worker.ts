import { threadId } from 'node:worker_threads';
import { serveWorker } from '#main/app/workers/serve-worker.ts';

/** So that the answer is on its way before the thread is gone. */
const LAST_MILLIS = 50;

/** A thread that dies when it is told to. */
await serveWorker(() => ({
  calls: {
    number: () => threadId,
    never: () => new Promise(() => {}),
    fail: () => {
      setTimeout(() => {
        throw new Error('A mistake nobody caught.');
      }, LAST_MILLIS);
    },
    leave: () => {
      setTimeout(() => process.exit(0), LAST_MILLIS);
    },
  },
  stop: () => {},
}));
