import type { JobHandler } from '#main/queue/job-handler.ts';
import { createTeller } from '#main/services/chat/tell-hook.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

/** About a day of tries, some minutes apart at last. */
export function chatTellJob(ctx: ServiceContext): JobHandler<'chat.tell'> {
  const tell = createTeller(ctx);
  return { max_attempts: 300, run: (telling) => tell(telling) };
}
