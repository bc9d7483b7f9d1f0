import type { Database } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { JobQueue } from '#main/queue/job-queue.ts';
import type { JobCatalog, JobKind } from '#shared/domain/job-catalog.ts';
import { SECOND } from '#shared/kernel/instant.ts';
import { nextTimerDue, takeDueTimers } from './timer.repo.ts';

/** Short, so that a machine that slept notices on waking, whatever its timers did meanwhile. */
const LONGEST_SLEEP = 15 * SECOND;

/** Turns timers that are due into jobs. What a late one means is for the job to decide. */
export class TimerLoop {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #queue: JobQueue;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #firing = false;

  constructor(options: { db: Database; clock: Clock; queue: JobQueue }) {
    this.#db = options.db;
    this.#clock = options.clock;
    this.#queue = options.queue;
  }

  start(): void {
    this.wake();
  }

  /** Looks again at what is due; called after each commit and when the machine wakes up. */
  wake(): void {
    // Firing commits, and each commit wakes this loop.
    if (this.#stopped || this.#firing) return;
    const now = this.#clock.now();
    const due = nextTimerDue(this.#db.reader);
    if (due !== null && due <= now) this.#fire(now);
    const next = nextTimerDue(this.#db.reader);
    clearTimeout(this.#timer);
    const wait = next === null ? LONGEST_SLEEP : Math.min(LONGEST_SLEEP, Math.max(0, next - this.#clock.now()));
    this.#timer = setTimeout(() => this.wake(), wait);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #fire(now: number): void {
    this.#firing = true;
    this.#db.write((tx) => {
      for (const timer of takeDueTimers(tx, now)) {
        const payload = JSON.parse(timer.payload) as JobCatalog[JobKind];
        this.#queue.enqueue(tx, timer.kind as JobKind, payload, { key: timer.key });
      }
    });
    this.#firing = false;
  }
}
