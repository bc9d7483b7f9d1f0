import type { LongReadName } from '#main/repositories/system/long-reads.ts';
import type { LongReader } from '#main/services/service-context.ts';
import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';

/** Counts of everybody can take seconds, so that they have a thread of their own and no page waits behind one. */
const COUNTS: ReadonlySet<LongReadName> = new Set([
  'segments.preview',
  'segments.count',
  'audience.count',
  'contacts.quiet',
]);

/** The threads for reads that take longer than a blink. */
export async function startLongReader(core: AppCore): Promise<Part & { reads: LongReader }> {
  const pages = core.spawn('reader.worker');
  const counts = core.spawn('reader.worker');
  await Promise.all([pages.ready, counts.ready]);
  return {
    reads: { run: (name, input) => (COUNTS.has(name) ? counts : pages).call('read', { name, input }) },
    async stop() {
      await Promise.all([pages.stop(), counts.stop()]);
    },
  };
}
