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
  readonly #step: () => number | null;
  readonly #pace: Pace;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | undefined;
  #rings = 0;
  #rested = 0;
  #stopped = false;

  /** @param step does some of it. @returns in how many milliseconds there is more; null: when there is another reason to look */
  constructor(step: () => number | null, pace: Pace, log: Logger) {
    this.#step = step;
    this.#pace = pace;
    this.#log = log;
  }

  /** Looks after so many milliseconds, unless it is about to sooner: reasons that follow one another put nothing off. */
  wake(pause: number): void {
    if (this.#stopped) return;
    const now = performance.now();
    const at = Math.max(now + pause, this.#rested);
    if (this.#timer && this.#rings <= at) return;
    clearTimeout(this.#timer);
    this.#rings = at;
    this.#timer = setTimeout(() => void this.#run(), at - now);
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
    let next: number | null = null;
    try {
      next = this.#step();
    } catch (error) {
      this.#log.error({ err: error }, 'work could not go on');
    }
    const ended = performance.now();
    const { least, share } = this.#pace;
    this.#rested = ended + Math.max(least, (ended - started) * share);
    if (next !== null) this.wake(next);
  }
}
