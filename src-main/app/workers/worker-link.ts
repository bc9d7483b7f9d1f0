import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CommitFeed } from '#main/db/commit-feed.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { errorOf, type FromWorker, type ToWorker, type WorkerSetup } from './worker-protocol.ts';

export interface WorkerLinkOptions<Extra extends object> {
  /** File name without ending, beside this one: `sender.worker`. */
  name: string;
  /** Where that file lies, when not beside this one. */
  threads_dir?: string | undefined;
  setup: WorkerSetup;
  extra: Extra;
  feed: CommitFeed;
  log: Logger;
  /** Told when the thread ends without having been asked to. */
  onDeath(error: Error): void;
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** What a thread has just made and mostly dropped again; left to itself each of ten threads keeps six times as much for good. */
const NURSERY_MB = 8;
/** Thousands of messages or hits a second are a third dearer in so little. */
const MUCH_TO_DO = new Set(['sender.worker', 'ledger.worker', 'hit-writer.worker']);

/**
 * This side of a worker thread: named calls with an answer, and commits told both ways, so that each side hears of what the
 * other has written.
 */
export class WorkerLink<Ready> {
  readonly ready: Promise<Ready>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #unsubscribe: () => void;
  readonly #stopped: Promise<void>;
  #nextCall = 1;
  #relaying = false;
  #stopping = false;
  /** Why the thread is no more. */
  #ended: Error | null = null;

  constructor(options: WorkerLinkOptions<object>) {
    const { name, threads_dir, setup, extra, feed, log } = options;
    this.#worker = new Worker(threads_dir ? join(threads_dir, `${name}.js`) : workerFile(name), {
      workerData: { setup, extra },
      name,
      resourceLimits: MUCH_TO_DO.has(name) ? {} : { maxYoungGenerationSizeMb: NURSERY_MB },
    });
    const ready = Promise.withResolvers<Ready>();
    const stopped = Promise.withResolvers<void>();
    this.ready = ready.promise;
    this.#stopped = stopped.promise;
    this.#unsubscribe = feed.subscribe((topics) => {
      if (!this.#relaying) this.#post({ type: 'commit', topics });
    });
    this.#worker.on('message', (message: FromWorker) => {
      if (message.type === 'ready') ready.resolve(message.value as Ready);
      else if (message.type === 'commit') this.#relay(feed, message.topics);
      else if (message.type === 'log') log[message.level]({ thread: name, ...message.fields }, message.message);
      else if (message.type !== 'stopped') this.#settle(message);
    });
    this.#worker.on('error', (error: Error) => {
      log.error({ err: error, thread: name }, 'thread failed');
      ready.reject(error);
      this.#end(error);
    });
    this.#worker.on('exit', () => {
      const error = new Error(`The ${name} thread has ended.`);
      ready.reject(error);
      this.#end(error);
      stopped.resolve();
      if (!this.#stopping) options.onDeath(error);
    });
    // A failed start is reported by whoever awaits `ready`; it must not count as unhandled besides.
    this.ready.catch(() => {});
  }

  call<Output>(name: string, input: unknown): Promise<Output> {
    if (this.#ended) return Promise.reject(this.#ended);
    const call = this.#nextCall++;
    const { promise, resolve, reject } = Promise.withResolvers<Output>();
    this.#pending.set(call, { resolve: resolve as (output: unknown) => void, reject });
    this.#post({ type: 'call', call, name, input });
    return promise;
  }

  /** Lets the thread finish what it has in hand. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe();
    this.#post({ type: 'stop' });
    await this.#stopped;
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #relay(feed: CommitFeed, topics: readonly ChangeTopic[]): void {
    this.#relaying = true;
    feed.announce(topics);
    this.#relaying = false;
  }

  #settle(message: Extract<FromWorker, { call: number }>): void {
    const pending = this.#pending.get(message.call);
    this.#pending.delete(message.call);
    if (message.type === 'answer') pending?.resolve(message.output);
    else pending?.reject(errorOf(message.failure));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#unsubscribe();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** Beside this file while running from source; beside the bundle's entry once built, whatever chunk this code is in. */
function workerFile(name: string): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL(`./${name}.ts`, here);
  return new URL(`${here.includes('/chunks/') ? '../' : './'}${name}.js`, here);
}
