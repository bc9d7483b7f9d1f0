import type { JobHandler } from '#main/queue/job-handler.ts';
import { failBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { reasonOfFailure } from '#shared/domain/reason/reason-of-failure.ts';

/** Kills and stops are survived any number of times; a failure is told to people instead of being tried again. */
export function contactsBulkEditJob(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'log' | 'contact_work'>,
): JobHandler<'contacts.bulk-edit'> {
  return {
    max_attempts: Number.MAX_SAFE_INTEGER,
    async run({ bulk_edit_id }, { signal }) {
      try {
        await ctx.contact_work.run('bulk-edit', bulk_edit_id, signal);
      } catch (error) {
        signal.throwIfAborted();
        ctx.log.error({ err: error, bulk_edit: bulk_edit_id }, 'bulk edit failed');
        failBulkEdit(ctx, bulk_edit_id, reasonOfFailure(error));
      }
      signal.throwIfAborted();
    },
  };
}
