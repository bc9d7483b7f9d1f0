import { openReader } from '#main/db/open-database.ts';
import { gatherLandmarks } from '#main/repositories/contact/contact-landmarks.repo.ts';
import { LONG_READS, type LongReadName } from '#main/repositories/system/long-reads.ts';
import { serveWorker } from './serve-worker.ts';

/** How long a question may have to wait for what is prepared in between, in milliseconds. */
const STEP = 5;

/** Answers long reads on a connection of its own. */
await serveWorker(({ setup }) => {
  const { reader, close } = openReader(setup.paths.database);
  let prepares = false;
  let stopped = false;

  function prepare(): void {
    prepares = !stopped && gatherLandmarks(reader, STEP);
    if (prepares) setImmediate(prepare);
  }

  return {
    calls: {
      read({ name, input }: { name: LongReadName; input: never }) {
        const answer = LONG_READS[name](reader, input);
        if (!prepares) setImmediate(prepare);
        return answer;
      },
    },
    stop() {
      stopped = true;
      close();
    },
  };
});
