import type { Millis } from '#shared/kernel/instant.ts';

/** When the engine looks at the rows again: once for many reasons at a time. */
export class LookTimer {
  readonly #look: () => void;
  #now: NodeJS.Immediate | undefined;
  #soon: NodeJS.Timeout | undefined;
  #later: { due: Millis; timer: NodeJS.Timeout } | undefined;

  constructor(look: () => void) {
    this.#look = look;
  }

  /** As soon as what is being done is done. */
  now(): void {
    this.#now ??= setImmediate(() => {
      this.#now = undefined;
      this.#look();
    });
  }

  /** After this while; whoever asks meanwhile is served by the same look. */
  soon(wait: Millis): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.now();
    }, wait);
  }

  /** At the latest; an earlier look that is planned already stands. */
  within(wait: Millis): void {
    const due = Date.now() + wait;
    if (this.#later && this.#later.due <= due) return;
    clearTimeout(this.#later?.timer);
    const look = () => {
      this.#later = undefined;
      this.now();
    };
    this.#later = { due, timer: setTimeout(look, wait).unref() };
  }

  stop(): void {
    clearImmediate(this.#now);
    clearTimeout(this.#soon);
    clearTimeout(this.#later?.timer);
  }
}
