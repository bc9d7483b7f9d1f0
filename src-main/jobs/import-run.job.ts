import type { JobHandler } from '#main/queue/job-handler.ts';
import { failImport } from '#main/services/import/import.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { reasonOfFailure } from '#shared/domain/reason/reason-of-failure.ts';

/** Kills and stops are survived any number of times; a failure is told to people instead of being tried again. */
export function importRunJob(ctx: Pick<ServiceContext, 'db' | 'clock' | 'log' | 'importer'>): JobHandler<'import.run'> {
  return {
    max_attempts: Number.MAX_SAFE_INTEGER,
    async run({ import_id }, { signal }) {
      try {
        await ctx.importer.run(import_id, signal);
      } catch (error) {
        signal.throwIfAborted();
        ctx.log.error({ err: error, import: import_id }, 'import failed');
        failImport(ctx, import_id, reasonOfFailure(error));
      }
      signal.throwIfAborted();
    },
  };
}
