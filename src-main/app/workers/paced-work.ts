import { letOthersWrite } from '#main/db/write-turn.ts';
import type { Logger } from '#shared/kernel/logger.ts';

export interface Pace {
  /** Between two steps, in milliseconds. */
  least: number;
  /** And this many times as long as a step took: whatever else the machine does comes first. */
  share: number;
}

/** Work in steps that rests between them. What fails is told and left until there is another reason to look. */
export class PacedWork {
  readonly #step: () => boolean;
  readonly #pace: Pace;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #rested = 0;
  #stopped = false;

  /** @param step does some of it, and says whether more waits */
  constructor(step: () => boolean, pace: Pace, log: Logger) {
    this.#step = step;
    this.#pace = pace;
    this.#log = log;
  }

  /** Looks after so many milliseconds, unless it is about to. */
  wake(pause: number): void {
    if (this.#stopped) return;
    this.#timer ??= setTimeout(() => void this.#run(), Math.max(pause, this.#rested - performance.now()));
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    await letOthersWrite();
    this.#timer = undefined;
    if (this.#stopped) return;
    const started = performance.now();
    let more = false;
    try {
      more = this.#step();
    } catch (error) {
      this.#log.error({ err: error }, 'numbers could not be kept');
    }
    const ended = performance.now();
    const { least, share } = this.#pace;
    this.#rested = ended + Math.max(least, (ended - started) * share);
    if (more) this.wake(0);
  }
}
