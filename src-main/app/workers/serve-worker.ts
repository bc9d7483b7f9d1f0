import { parentPort, workerData } from 'node:worker_threads';
import { CommitFeed } from '#main/db/commit-feed.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { assert } from '#shared/kernel/assert.ts';
import type { Logger, LogLevel } from '#shared/kernel/logger.ts';
import { type FromWorker, failureOf, type ToWorker, type WorkerSetup } from './worker-protocol.ts';

/** What the code of a worker thread is given. */
export interface WorkerRoom<Extra> {
  setup: WorkerSetup;
  extra: Extra;
  log: Logger;
  /** Commits announced here reach the other threads. */
  feed: CommitFeed;
}

/** What a worker thread offers. */
export interface WorkerService {
  /** Told to whoever started the thread. */
  ready?: unknown;
  calls?: Record<string, (input: never) => unknown>;
  /** Another thread has committed. */
  onCommit?(topics: readonly ChangeTopic[]): void;
  /** Finish what is in hand, close connections. */
  stop(): Promise<void> | void;
}

/** The other side of `WorkerLink`: runs in the thread. */
export async function serveWorker<Extra>(
  open: (room: WorkerRoom<Extra>) => Promise<WorkerService> | WorkerService,
): Promise<void> {
  const port = parentPort;
  assert(port, 'a worker file runs in a thread');
  const post = (message: FromWorker) => port.postMessage(message);
  const { setup, extra } = workerData as { setup: WorkerSetup; extra: Extra };
  const feed = new CommitFeed();
  feed.subscribe((topics) => post({ type: 'commit', topics }));
  const service = await open({ setup, extra, feed, log: portLogger(post, setup.log_level) });

  port.on('message', (message: ToWorker) => {
    if (message.type === 'commit') service.onCommit?.(message.topics);
    else if (message.type === 'call') void answer(service, message, post);
    else void stop();
  });
  post({ type: 'ready', value: service.ready });

  async function stop(): Promise<void> {
    await service.stop();
    post({ type: 'stopped' });
    port?.close();
  }
}

async function answer(
  service: WorkerService,
  { call, name, input }: Extract<ToWorker, { type: 'call' }>,
  post: (message: FromWorker) => void,
): Promise<void> {
  try {
    const handler = service.calls?.[name];
    assert(handler, `the thread knows the call ${name}`);
    post({ type: 'answer', call, output: await handler(input as never) });
  } catch (error) {
    post({ type: 'refusal', call, failure: failureOf(error) });
  }
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

function portLogger(post: (message: FromWorker) => void, level: LogLevel, bound: object = {}): Logger {
  const at = (name: LogLevel) => (fields: object, message: string) => {
    if (LEVELS.indexOf(name) < LEVELS.indexOf(level)) return;
    post({ type: 'log', level: name, fields: { ...bound, ...plain(fields) }, message });
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => portLogger(post, level, { ...bound, ...fields }),
  };
}

function plain(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? failureOf(value) : value]),
  );
}
