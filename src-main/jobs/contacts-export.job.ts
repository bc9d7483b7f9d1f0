import type { JobHandler } from '#main/queue/job-handler.ts';
import { failExport } from '#main/services/export/export.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { reasonOfFailure } from '#shared/domain/reason/reason-of-failure.ts';

/** As with bulk edits: kills are survived, a failure is told. */
export function contactsExportJob(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'log' | 'contact_work'>,
): JobHandler<'contacts.export'> {
  return {
    max_attempts: Number.MAX_SAFE_INTEGER,
    async run({ export_id }, { signal }) {
      try {
        await ctx.contact_work.run('export', export_id, signal);
      } catch (error) {
        signal.throwIfAborted();
        ctx.log.error({ err: error, export: export_id }, 'export failed');
        failExport(ctx, export_id, reasonOfFailure(error));
      }
      signal.throwIfAborted();
    },
  };
}
