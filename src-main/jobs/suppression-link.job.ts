import type { JobHandler } from '#main/queue/job-handler.ts';
import { linkSuppressedHashes } from '#main/services/consent/suppression.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function suppressionLinkJob(ctx: Pick<ServiceContext, 'db'>): JobHandler<'suppression.link'> {
  return { max_attempts: 20, run: (_payload, { signal }) => linkSuppressedHashes(ctx, signal) };
}
