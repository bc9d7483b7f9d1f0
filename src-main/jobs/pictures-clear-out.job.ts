import type { JobHandler } from '#main/queue/job-handler.ts';
import { clearPictures } from '#main/services/picture/clear-pictures.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function picturesClearOutJob(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'paths'>,
): JobHandler<'pictures.clear-out'> {
  return { max_attempts: 5, run: async () => clearPictures(ctx) };
}
