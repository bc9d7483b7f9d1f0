import { threadId } from 'node:worker_threads';
import { serveWorker } from '#main/app/workers/serve-worker.ts';

/** A thread that dies when it is told to. */
await serveWorker(() => ({
  calls: {
    number: () => threadId,
    never: () => new Promise(() => {}),
    fail: () => {
      setImmediate(() => {
        throw new Error('A mistake nobody caught.');
      });
    },
    leave: () => {
      setImmediate(() => process.exit(0));
    },
  },
  stop: () => {},
}));
