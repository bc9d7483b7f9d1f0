import type { JobHandler } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

/** What goes wrong is told beside the mailbox, and the next turn tries again. */
export function inboxReadJob(ctx: Pick<ServiceContext, 'inboxes'>): JobHandler<'inbox.read'> {
  return { max_attempts: 1, run: ({ inbox_id }, { signal }) => ctx.inboxes.read(inbox_id, signal) };
}
