import type { JobHandler } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { makeNightlyBackup } from '#main/services/system/backup.service.ts';

export function houseBackupJob(ctx: ServiceContext): JobHandler<'house.backup'> {
  return { max_attempts: 3, run: () => makeNightlyBackup(ctx) };
}
