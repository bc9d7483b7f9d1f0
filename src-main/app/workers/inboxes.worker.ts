import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { readInbox } from '#main/services/feedback/read-inbox.ts';
import { GrantTokens } from '#main/services/sign-in/grant-tokens.ts';
import { serveWorker } from './serve-worker.ts';

export interface InboxesWorkerExtra {
  tracking_key: Uint8Array;
  allow_private_services: boolean;
}

/** Reads mailboxes on a connection of its own, one after the other. */
await serveWorker<InboxesWorkerExtra>(({ setup, extra, feed, log }) => {
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed });
  const tokens = createPublicTokens(extra.tracking_key);
  const secrets = secretBoxOf(Buffer.from(setup.key));
  const fetch = createGuardedFetch({ allow_private: extra.allow_private_services });
  const grants = new GrantTokens();
  const ctx = { db, clock: systemClock, ids: systemIds, secrets, fetch, tokens, grants, log };
  const running = new Map<string, AbortController>();
  let last: Promise<void> = Promise.resolve();

  async function read(inbox_id: string): Promise<void> {
    const control = new AbortController();
    running.set(inbox_id, control);
    const turn = last.then(() => readInbox(ctx, inbox_id, control.signal));
    last = turn.catch(() => {});
    try {
      await turn;
    } finally {
      if (running.get(inbox_id) === control) running.delete(inbox_id);
    }
  }

  return {
    calls: {
      read: ({ inbox_id }: { inbox_id: string }) => read(inbox_id),
      stop: ({ inbox_id }: { inbox_id: string }) => running.get(inbox_id)?.abort(),
    },
    async stop() {
      for (const control of running.values()) control.abort();
      await last;
      db.close();
    },
  };
});
