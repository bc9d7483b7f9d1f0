import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface ClaimedJob {
  no: number;
  kind: string;
  payload: string;
  attempts: number;
  lease: number;
}

/** A waiting job with the same kind and key is kept as it is, only earlier if need be. */
export function insertJob(
  tx: Tx,
  job: { kind: string; key: string | null; payload: string; run_at: Millis; now: Millis },
): void {
  tx.sql(
    `INSERT INTO job (kind, key, payload, state, run_at, created_at) VALUES (?, ?, ?, 'waiting', ?, ?)
     ON CONFLICT (kind, key) WHERE key IS NOT NULL AND state = 'waiting'
     DO UPDATE SET run_at = min(run_at, excluded.run_at)`,
  ).run(job.kind, job.key, job.payload, job.run_at, job.now);
}

export function claimDueJob(tx: Tx, now: Millis, leaseUntil: Millis): ClaimedJob | undefined {
  return tx
    .sql<ClaimedJob>(
      `UPDATE job SET state = 'running', attempts = attempts + 1, lease = lease + 1, lease_until = ?
       WHERE no = (SELECT no FROM job WHERE state = 'waiting' AND run_at <= ? ORDER BY run_at, no LIMIT 1)
       RETURNING no, kind, payload, attempts, lease`,
    )
    .get(leaseUntil, now);
}

export function extendLease(tx: Tx, job: ClaimedJob, leaseUntil: Millis): boolean {
  const result = tx.sql('UPDATE job SET lease_until = ? WHERE no = ? AND lease = ?').run(leaseUntil, job.no, job.lease);
  return result.changes === 1;
}

export function deleteJob(tx: Tx, job: ClaimedJob): void {
  tx.sql('DELETE FROM job WHERE no = ? AND lease = ?').run(job.no, job.lease);
}

export function postponeJob(tx: Tx, job: ClaimedJob, runAt: Millis, error: string): void {
  tx.sql(
    `UPDATE OR REPLACE job SET state = 'waiting', run_at = ?, lease_until = NULL, last_error = ? WHERE no = ? AND lease = ?`,
  ).run(runAt, error, job.no, job.lease);
}

export function failJob(tx: Tx, job: ClaimedJob, error: string): void {
  tx.sql(`UPDATE job SET state = 'failed', lease_until = NULL, last_error = ? WHERE no = ? AND lease = ?`).run(
    error,
    job.no,
    job.lease,
  );
}

/** Jobs whose process died wait again. */
export function releaseExpiredJobs(tx: Tx, now: Millis): number {
  return tx
    .sql(`UPDATE OR REPLACE job SET state = 'waiting', lease_until = NULL WHERE state = 'running' AND lease_until <= ?`)
    .run(now).changes;
}

export function nextJobDue(reader: Reader): Millis | null {
  const row = reader.sql<{ at: Millis | null }>(`SELECT min(run_at) AS at FROM job WHERE state = 'waiting'`).get();
  return row?.at ?? null;
}

export function countJobs(reader: Reader): { waiting: number; running: number; failed: number } {
  const rows = reader.sql<{ state: string; n: number }>('SELECT state, count(*) AS n FROM job GROUP BY state').all();
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return { waiting: of('waiting'), running: of('running'), failed: of('failed') };
}
