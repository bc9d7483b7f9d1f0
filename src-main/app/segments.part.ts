import type { AppCore } from './app-core.ts';
import type { Part } from './part.ts';
import { startRevivedWorker } from './revived-worker.ts';

/** The thread that keeps indexes for segments, and who is in those that are watched. */
export async function startSegments(core: AppCore): Promise<Part> {
  const worker = await startRevivedWorker<void>(core, 'segments.worker', { extra: () => ({}), onReady: () => {} });
  return { stop: () => worker.stop() };
}
