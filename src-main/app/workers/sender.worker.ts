import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { SENDING_CACHE_KIB } from '#main/services/sending/ledger-book.ts';
import { SendingEngine } from '#main/services/sending/sending-engine.ts';
import { gatheredFeed } from './gathered-feed.ts';
import { ledgerThread } from './ledger-thread.ts';
import { serveWorker } from './serve-worker.ts';

/** What the thread is told beside the data folder. */
export interface SenderWorkerExtra {
  tracking_url: string;
  tracking_key: Uint8Array;
  mailbox: { host: string; port: number };
  allow_private_services: boolean;
}

/** Sends what is to be sent, on a database connection of its own. */
await serveWorker<SenderWorkerExtra>(({ setup, extra, feed, log }) => {
  const gathered = gatheredFeed(feed);
  const ledger = ledgerThread({ setup, log, feed: gathered.feed });
  const db = openWriter({ file: setup.paths.database, clock: systemClock, ids: systemIds, feed: gathered.feed });
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
    pictures: setup.paths.pictures,
    mailbox: extra.mailbox,
    openKeeper: (claim) => ledger.keeperOf(claim),
  });
  engine.refresh();
  return {
    onCommit: () => engine.refresh(),
    async stop() {
      await engine.stop();
      await ledger.stop();
      gathered.stop();
      db.close();
    },
  };
});
