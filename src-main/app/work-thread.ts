import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { type RevivedWorker, startRevivedWorker } from './revived-worker.ts';

/** A thread for work that takes long and can be stopped. */
export interface WorkThread extends Part {
  /** Not needed before `run`: for a thread that has something to do by itself. */
  start(): Promise<void>;
  /** @param call what the thread is asked for; it is told `stop` with the same input when the signal says so */
  run(call: string, input: object, signal: AbortSignal): Promise<void>;
  /** A call with an answer, which nobody stops. */
  ask<Output>(call: string, input: object): Promise<Output>;
}

/** It starts when it is first needed: many a Herald never does, and a thread costs some 25 MB. */
export function workThread(core: AppCore, name: string, extra: object = {}): WorkThread {
  let worker: Promise<RevivedWorker> | undefined;

  function started(): Promise<RevivedWorker> {
    worker ??= startRevivedWorker<void>(core, name, { extra: () => extra, onReady: nothing });
    worker.catch(() => {
      worker = undefined;
    });
    return worker;
  }

  return {
    async start() {
      await started();
    },
    async run(call, input, signal) {
      const thread = await started();
      if (signal.aborted) return;
      // A thread that is gone has stopped.
      const stop = () => thread.call('stop', input).then(nothing, nothing);
      signal.addEventListener('abort', stop, { once: true });
      try {
        await thread.call(call, input);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    async ask(call, input) {
      return (await started()).call(call, input);
    },
    async stop() {
      const thread = await worker?.catch(nothing);
      await thread?.stop();
    },
  };
}

function nothing(): void {}
