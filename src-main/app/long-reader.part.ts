import type { LongReader } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

/** The thread for reads that take longer than a blink. */
export async function startLongReader(core: AppCore): Promise<Part & { reads: LongReader }> {
  const link = core.spawn('reader.worker');
  await link.ready;
  return {
    reads: { run: (name, input) => link.call('read', { name, input }) },
    stop: () => link.stop(),
  };
}
