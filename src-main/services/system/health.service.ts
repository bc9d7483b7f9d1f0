import { freeBytes, isWritable, LEAST_FREE_BYTES } from '#main/platform/disk.ts';
import { countJobs, nextJobDue } from '#main/queue/job.repo.ts';
import { sendCountTotals } from '#main/repositories/system/health.repo.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'paths' | 'version'>;

export interface Readiness {
  ok: boolean;
  checks: { name: string; ok: boolean }[];
}

/** Whether Herald can do its work now; short enough to be asked every few seconds. */
export function readiness(ctx: Context): Readiness {
  const checks = [
    { name: 'database', ok: isWritable(ctx.paths.database) },
    { name: 'disk', ok: freeBytes(ctx.paths.folder) > LEAST_FREE_BYTES },
  ];
  return { ok: checks.every(({ ok }) => ok), checks };
}

/** Prometheus text format, version 0.0.4. */
export function metricsText(ctx: Context): string {
  const { reader } = ctx.db;
  const jobs = countJobs(reader);
  const due = nextJobDue(reader);
  const lines = [
    ...gauge('herald_info', 'Version of Herald', 1, `{version="${ctx.version}"}`),
    ...gauge('herald_jobs_waiting', 'Jobs that wait for their turn', jobs.waiting),
    ...gauge('herald_jobs_failed', 'Jobs that were given up', jobs.failed),
    ...gauge(
      'herald_job_oldest_seconds',
      'Age of the oldest job that is due',
      due === null ? 0 : Math.max(0, (ctx.clock.now() - due) / 1000),
    ),
    ...gauge('herald_disk_free_bytes', 'Free space beside the data folder', freeBytes(ctx.paths.folder)),
    ...gauge('herald_memory_resident_bytes', 'Memory of this process', process.memoryUsage.rss()),
    '# HELP herald_deliveries Deliveries and what recipients did, over all sends',
    '# TYPE herald_deliveries gauge',
    ...sendCountTotals(reader).map(({ measure, n }) => `herald_deliveries{measure="${measure}"} ${n}`),
  ];
  return `${lines.join('\n')}\n`;
}

function gauge(name: string, help: string, value: number, labels = ''): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name}${labels} ${value}`];
}
