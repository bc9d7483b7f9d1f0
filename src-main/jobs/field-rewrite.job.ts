import type { JobHandler } from '#main/queue/job-handler.ts';
import { rewriteField } from '#main/services/contact/rewrite-field.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function fieldRewriteJob(ctx: Pick<ServiceContext, 'db'>): JobHandler<'field.rewrite'> {
  return { max_attempts: 20, run: ({ field_no }, { signal }) => rewriteField(ctx, field_no, signal) };
}
