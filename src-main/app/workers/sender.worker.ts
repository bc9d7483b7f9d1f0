import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { SENDING_CACHE_KIB, SendingEngine } from '#main/services/sending/sending-engine.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { serveWorker } from './serve-worker.ts';
import { throttle } from './throttle.ts';

/** What the thread is told beside the data folder. */
export interface SenderWorkerExtra {
  tracking_url: string;
  tracking_key: Uint8Array;
  mailbox: { host: string; port: number };
  allow_private_services: boolean;
}

/** A ledger in full flow commits a thousand times a second; nobody else needs to hear of it more often than this. */
const NOTICE_MILLIS = 100;

/** Sends what is to be sent, on a database connection of its own. */
await serveWorker<SenderWorkerExtra>(({ setup, extra, feed, log }) => {
  const topics = new Set<ChangeTopic>();
  const notice = throttle(NOTICE_MILLIS, () => {
    feed.announce([...topics]);
    topics.clear();
  });
  const own = new CommitFeed();
  own.subscribe((changed) => {
    if (changed.length === 0) return;
    for (const topic of changed) topics.add(topic);
    notice.call();
  });
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed: own });
  db.sqlite.pragma(`cache_size = -${SENDING_CACHE_KIB}`);
  const engine = new SendingEngine({
    db,
    log,
    clock: systemClock,
    secrets: secretBoxOf(Buffer.from(setup.key)),
    fetch: createGuardedFetch({ allow_private: extra.allow_private_services }),
    signer: createTokenSigner(extra.tracking_key),
    return_path: createPublicTokens(extra.tracking_key).return_path,
    tracking_url: extra.tracking_url,
    mailbox: extra.mailbox,
  });
  engine.refresh();
  return {
    onCommit: () => engine.refresh(),
    async stop() {
      await engine.stop();
      notice.stop();
      if (topics.size > 0) feed.announce([...topics]);
      db.close();
    },
  };
});
