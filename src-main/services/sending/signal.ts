/** The longest that a timer can wait. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Something to wait for, for a while. */
export class Signal {
  readonly #sleepers = new Set<() => void>();

  wake(): void {
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Until the next `wake`, or until the time is over. */
  wait(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(LONGEST_WAIT, millis));
      this.#sleepers.add(done);
    });
  }
}
