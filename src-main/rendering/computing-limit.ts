/**
 * Ends a text that computes for too long. What counts is what this thread has computed, not what the clock says: on a machine that
 * is busy with other things nobody's message may fail for that. The look at the processor's clock is taken only once the time is
 * up, so that an ordinary text pays nothing; a runaway one ends after twice the limit at most.
 *
 * Stands where the template language keeps a limit of its own, and complains in its words.
 */
export class ComputingLimit {
  readonly #millis: number;
  /** Not before this moment can it have been too long. */
  #lookAt: number;
  #since: NodeJS.CpuUsage | undefined;

  constructor(millis: number) {
    this.#millis = millis;
    this.#lookAt = performance.now() + millis;
  }

  check(now: number): void {
    if (now < this.#lookAt) return;
    const spent = this.#since ? process.threadCpuUsage(this.#since) : { user: 0, system: 0 };
    this.#since ??= process.threadCpuUsage();
    const left = this.#millis - (spent.user + spent.system) / 1_000;
    if (left <= 0) throw new Error('template render limit exceeded');
    this.#lookAt = now + left;
  }
}
