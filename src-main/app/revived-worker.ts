import type { AppCore } from './app-core.ts';
import type { WorkerLink } from './workers/worker-link.ts';

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 30_000;

export interface RevivedWorkerOptions<Ready> {
  /** What the thread is started with, asked anew at each start. */
  extra(): object;
  onReady(ready: Ready): void;
}

export interface RevivedWorker {
  call<Output>(name: string, input: unknown): Promise<Output>;
  stop(): Promise<void>;
}

/** A thread that is started again when it dies, after pauses that double while it keeps dying. */
export async function startRevivedWorker<Ready>(
  core: AppCore,
  name: string,
  options: RevivedWorkerOptions<Ready>,
): Promise<RevivedWorker> {
  let pause = FIRST_PAUSE;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let link = await start();

  async function start(): Promise<WorkerLink<Ready>> {
    let up = false;
    const next = core.spawn<Ready>(name, options.extra(), () => {
      if (up) revive();
    });
    options.onReady(await next.ready);
    up = true;
    return next;
  }

  function revive(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      start().then((next) => {
        link = next;
        pause = FIRST_PAUSE;
      }, revive);
    }, pause);
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  }

  return {
    call: (call, input) => link.call(call, input),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await link.stop();
    },
  };
}
