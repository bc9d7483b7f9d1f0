import { RENDERINGS, type RenderingName } from '#main/rendering/renderings.ts';
import { serveWorker } from './serve-worker.ts';

/** Renders where nobody waits for it: a text that computes for long holds up only other texts. */
await serveWorker(() => ({
  calls: {
    render: ({ name, input }: { name: RenderingName; input: never }) => RENDERINGS[name](input),
  },
  stop() {},
}));
