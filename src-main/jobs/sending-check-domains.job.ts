import type { JobHandler } from '#main/queue/job-handler.ts';
import { checkDomainsDue } from '#main/services/sending/check-domains.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function sendingCheckDomainsJob(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'secrets' | 'dns'>,
): JobHandler<'sending.check-domains'> {
  return { max_attempts: 1, run: () => checkDomainsDue(ctx) };
}
