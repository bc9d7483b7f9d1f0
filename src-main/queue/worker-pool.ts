import type { Database } from '#main/db/access.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { JobKind } from '#shared/domain/job-catalog.ts';
import { MINUTE, SECOND } from '#shared/kernel/instant.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import { backoffMillis } from './backoff.ts';
import {
  type ClaimedJob,
  claimDueJob,
  deleteJob,
  extendLease,
  failJob,
  nextJobDue,
  postponeJob,
  releaseExpiredJobs,
} from './job.repo.ts';
import type { JobHandler, JobTable } from './job-handler.ts';

const LEASE = 2 * MINUTE;
const LONGEST_SLEEP = 30 * SECOND;

export interface WorkerPoolOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  jobs: JobTable;
  parallel: number;
}

/** Runs due jobs, a few at a time, until it is stopped. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  start(): void {
    // The data folder is locked to one process, so whatever is marked running belongs to a process that has died.
    this.#options.db.write((tx) => releaseExpiredJobs(tx, Number.MAX_SAFE_INTEGER));
    this.wake();
  }

  /** Looks for due jobs now; called after each commit. */
  wake(): void {
    if (this.#abort.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), 0);
  }

  /** Takes no more jobs and waits for those that run. */
  async stop(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#timer);
    await Promise.all(this.#running);
  }

  #tick(): void {
    const { db, clock, parallel } = this.#options;
    const now = clock.now();
    if (this.#hasExpired(now)) db.write((tx) => releaseExpiredJobs(tx, now));
    while (this.#running.size < parallel && this.#isDue(now)) {
      const job = db.write((tx) => claimDueJob(tx, now, now + LEASE));
      if (!job) break;
      const run = this.#run(job).finally(() => {
        this.#running.delete(run);
        this.wake();
      });
      this.#running.add(run);
    }
    if (this.#running.size < parallel) this.#sleep(now);
  }

  #isDue(now: number): boolean {
    const due = nextJobDue(this.#options.db.reader);
    return due !== null && due <= now;
  }

  #hasExpired(now: number): boolean {
    const row = this.#options.db.reader
      .sql<{ n: number }>(`SELECT count(*) AS n FROM job WHERE state = 'running' AND lease_until <= ?`)
      .get(now);
    return (row?.n ?? 0) > 0;
  }

  #sleep(now: number): void {
    const due = nextJobDue(this.#options.db.reader);
    const wait = due === null ? LONGEST_SLEEP : Math.min(LONGEST_SLEEP, Math.max(0, due - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), wait);
  }

  async #run(job: ClaimedJob): Promise<void> {
    const { db, clock, log, jobs } = this.#options;
    const handler = jobs[job.kind as JobKind] as JobHandler | undefined;
    const renew = setInterval(() => db.write((tx) => extendLease(tx, job, clock.now() + LEASE)), LEASE / 3);
    try {
      if (!handler) throw new Error(`No handler for jobs of kind ${job.kind}`);
      await handler.run(JSON.parse(job.payload), { attempt: job.attempts, signal: this.#abort.signal });
      db.write((tx) => deleteJob(tx, job));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const last = !handler || job.attempts >= handler.max_attempts;
      log.error({ job: job.no, kind: job.kind, attempt: job.attempts, last, err: error }, 'job failed');
      db.write((tx) => {
        if (last) failJob(tx, job, text);
        else postponeJob(tx, job, clock.now() + backoffMillis(job.attempts, Math.random()), text);
      });
    } finally {
      clearInterval(renew);
    }
  }
}
