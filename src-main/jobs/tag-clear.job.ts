import type { JobHandler } from '#main/queue/job-handler.ts';
import { clearTag } from '#main/services/contact/tag.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function tagClearJob(ctx: Pick<ServiceContext, 'db'>): JobHandler<'tag.clear'> {
  return { max_attempts: 20, run: ({ tag_no }, { signal }) => clearTag(ctx, tag_no, signal) };
}
