interface Job<Answer> {
  key: string;
  work: () => Promise<Answer>;
  promise: Promise<Answer | null>;
  settle: (answer: Answer | null) => void;
  fail: (error: unknown) => void;
}

/** How long an answer is kept for whoever asks again, in milliseconds. */
const KEPT = 10_000;

/**
 * One piece of work at a time; of those that wait only the latest is done, and the others are answered with null. Whoever asks the same
 * again while it is being done, or soon after, gets the same answer.
 */
export class LatestWork<Answer> {
  #running: Job<Answer> | null = null;
  #waiting: Job<Answer> | null = null;
  readonly #done = new Map<string, { at: number; answer: Answer }>();

  ask(key: string, work: () => Promise<Answer>): Promise<Answer | null> {
    const done = this.#done.get(key);
    this.#done.delete(key);
    if (done && performance.now() - done.at < KEPT) return Promise.resolve(done.answer);
    const same = [this.#running, this.#waiting].find((job) => job?.key === key);
    if (same) return same.promise;
    const job = jobOf(key, work);
    if (this.#running) {
      this.#waiting?.settle(null);
      this.#waiting = job;
    } else void this.#start(job);
    return job.promise;
  }

  async #start(job: Job<Answer>): Promise<void> {
    this.#running = job;
    try {
      const answer = await job.work();
      this.#done.clear();
      this.#done.set(job.key, { at: performance.now(), answer });
      job.settle(answer);
    } catch (error) {
      job.fail(error);
    } finally {
      const next = this.#waiting;
      this.#running = null;
      this.#waiting = null;
      if (next) void this.#start(next);
    }
  }
}

function jobOf<Answer>(key: string, work: () => Promise<Answer>): Job<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer | null>();
  // Whoever asked may have gone on without it.
  promise.catch(() => {});
  return { key, work, promise, settle: resolve, fail: reject };
}
