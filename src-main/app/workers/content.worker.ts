import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { RENDERINGS, type RenderingName } from '#main/rendering/renderings.ts';
import { storePicture } from '#main/services/picture/store-picture.ts';
import type { PreflightOrder } from '#main/services/preflight/preflight-order.ts';
import { runPreflight } from '#main/services/preflight/run-preflight.ts';
import { serveWorker, type WorkerRoom } from './serve-worker.ts';

export interface ContentWorkerExtra {
  /** Links and images may be looked for on this machine and its network. */
  allow_private: boolean;
}

/** Renders where nobody waits for it: a text that computes for long holds up only other texts. */
await serveWorker(({ setup, extra, feed }: WorkerRoom<ContentWorkerExtra>) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  const ctx = { db, clock: systemClock, paths: setup.paths, fetch: createGuardedFetch(extra) };
  const running = new Map<string, { control: AbortController; end: Promise<void> }>();

  function preflight(order: PreflightOrder): Promise<void> {
    const control = new AbortController();
    const end = runPreflight(ctx, order, control.signal);
    const entry = { control, end };
    running.set(order.campaign_id, entry);
    return end.finally(() => {
      if (running.get(order.campaign_id) === entry) running.delete(order.campaign_id);
    });
  }

  return {
    calls: {
      render: ({ name, input }: { name: RenderingName; input: never }) => RENDERINGS[name](input),
      preflight,
      picture: (picture: { hash: string; bytes: Uint8Array }) => storePicture(setup.paths.pictures, picture),
      stop: ({ campaign_id }: PreflightOrder) => running.get(campaign_id)?.control.abort(),
    },
    async stop() {
      const all = [...running.values()];
      for (const { control } of all) control.abort();
      await Promise.allSettled(all.map(({ end }) => end));
      db.close();
    },
  };
});
