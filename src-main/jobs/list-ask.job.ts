import type { JobHandler } from '#main/queue/job-handler.ts';
import { askSlice } from '#main/services/consent/ask-list.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function listAskJob(ctx: ServiceContext): JobHandler<'list.ask'> {
  return { max_attempts: 20, run: ({ asking_id }) => askSlice(ctx, asking_id) };
}
