import type { JobHandler } from '#main/queue/job-handler.ts';
import { failSearch } from '#main/services/contact/duplicate.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { reasonOfFailure } from '#shared/domain/reason/reason-of-failure.ts';

export function contactsFindDuplicatesJob(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'log' | 'contact_work'>,
): JobHandler<'contacts.find-duplicates'> {
  return {
    max_attempts: Number.MAX_SAFE_INTEGER,
    async run(_none, { signal }) {
      try {
        await ctx.contact_work.run('find-duplicates', '', signal);
      } catch (error) {
        signal.throwIfAborted();
        ctx.log.error({ err: error }, 'search for duplicates failed');
        failSearch(ctx, reasonOfFailure(error));
      }
      signal.throwIfAborted();
    },
  };
}
