import { openReader } from '#main/db/open-database.ts';
import { LONG_READS, type LongReadName } from '#main/repositories/system/long-reads.ts';
import { serveWorker } from './serve-worker.ts';

/** Answers long reads on a connection of its own. */
await serveWorker(({ setup }) => {
  const { reader, close } = openReader(setup.paths.database);
  return {
    calls: {
      read: ({ name, input }: { name: LongReadName; input: never }) => LONG_READS[name](reader, input),
    },
    stop: close,
  };
});
