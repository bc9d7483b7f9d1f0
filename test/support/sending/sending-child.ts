import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { systemClock } from '#main/platform/clock.ts';
import { silentLogger } from '#main/platform/file-logger.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { hasOpenDeliveries } from '#main/repositories/delivery/delivery-run.repo.ts';
import { Ledger } from '#main/services/sending/ledger.ts';
import { SendingEngine } from '#main/services/sending/sending-engine.ts';
import { waitUntil } from '../wait-until.ts';
import { ForgetfulLedger } from './forgetful-ledger.ts';
import { impatientJudge } from './impatient-judge.ts';
import { ledgerThreadOf } from './ledger-thread-of.ts';

/** A process of its own that sends what the database says, to be killed at any moment. Arguments: file, forgetful or not. */
const [file = '', ledger = ''] = process.argv.slice(2);
const db = openWriter({ file, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
const thread = ledgerThreadOf(file);
const engine = new SendingEngine({
  db,
  clock: systemClock,
  log: silentLogger,
  secrets: secretBoxOf(Buffer.alloc(32, 3)),
  fetch: createGuardedFetch({ allow_private: true }),
  signer: createTokenSigner(Buffer.alloc(32, 7)),
  tracking_url: 'http://127.0.0.1:9',
  mailbox: { host: '127.0.0.1', port: 9 },
  judge: impatientJudge,
  openKeeper: (claim) => thread.keeperOf(claim),
  openLedger: (options) => (ledger === 'forgetful' ? new ForgetfulLedger(options) : new Ledger(options)),
});
engine.refresh();
const underWay = db.reader.sql(
  `SELECT 1 FROM send WHERE state = 'sending' AND kind = 'campaign'
   UNION ALL SELECT 1 FROM send s WHERE s.kind = 'transactional' AND ${hasOpenDeliveries('s.no')}`,
);
await waitUntil(() => underWay.get() === undefined, 600_000);
await engine.stop();
await thread.stop();
db.close();
