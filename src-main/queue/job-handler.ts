import type { JobCatalog, JobKind } from '#shared/domain/job-catalog.ts';

export interface JobRun {
  attempt: number;
  /** Ends when Herald stops: a handler returns soon after, its job runs again at the next start. */
  signal: AbortSignal;
}

export interface JobHandler<Kind extends JobKind = JobKind> {
  max_attempts: number;
  run(payload: JobCatalog[Kind], run: JobRun): Promise<void> | void;
}

/** One handler for each kind; a missing one does not compile. */
export type JobTable = { [Kind in JobKind]: JobHandler<Kind> };
