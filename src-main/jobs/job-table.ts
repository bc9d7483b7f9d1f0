import type { JobTable } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

/** Every kind of job and who does it. */
export function jobTable(_services: ServiceContext): JobTable {
  throw new Error('unreachable until the first job exists');
}
