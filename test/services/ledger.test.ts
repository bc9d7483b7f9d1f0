import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { silentLogger } from '#main/platform/file-logger.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { changeSend } from '#main/repositories/campaign/campaign.repo.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import type { ClaimedDelivery } from '#main/repositories/delivery/delivery.repo.ts';
import { countsOf } from '#main/repositories/delivery/send-count.repo.ts';
import { setSenderPause } from '#main/repositories/sending/sender.repo.ts';
import { Ledger } from '#main/services/sending/ledger.ts';
import { keptHere, LedgerBook } from '#main/services/sending/ledger-book.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import { type SeededSend, seedSend } from '#test/support/sending/seed-send.ts';

let database: TestDatabase;
let send: SeededSend;
let ledger: Ledger;
let claimed: ClaimedDelivery[];

beforeEach(async () => {
  database = openTestDatabase();
  const { db } = database;
  send = seedSend({ db, clock: systemClock, ids: systemIds }, { recipients: 3, port: 9 });
  ledger = new Ledger({
    keeper: keptHere(new LedgerBook({ db, clock: systemClock, claim: 1 })),
    log: silentLogger,
    onTrouble: () => {},
    onRecovery: () => {},
    onReturn: () => {},
  });
  claimed = await ledger.claim(send.send_no, 3);
});
afterEach(async () => {
  await ledger.close();
  database.close();
});

const markAll = () => Promise.all(claimed.map((delivery) => ledger.mark(delivery)));
const counts = () => Object.fromEntries([...countsOf(database.db.reader, send.send_no)].filter(([, n]) => n !== 0));

test('whoever leaves after their message was made, and before it went, gets nothing', async () => {
  database.db.write((tx) =>
    suppressEmail(tx, { email_key: claimed[1]?.address ?? '', reason: 'unsubscribed', source: 'test', at: Date.now() }),
  );
  expect(await markAll()).toEqual([true, false, true]);
  expect(counts()).toEqual({ in_data: 2, 'skipped:unsubscribed': 1 });
});

test('a pause holds back messages that are already made; they wait for the resume', async () => {
  const change = { updated_at: instantOf(Date.now()) };
  database.db.write((tx) => changeSend(tx, { no: send.send_no, id: send.campaign_id }, 'pause', change));
  expect(await markAll()).toEqual([false, false, false]);
  expect(counts()).toEqual({ queued: 3 });
});

test('a cancel gives up messages that are already made', async () => {
  const change = { updated_at: instantOf(Date.now()) };
  database.db.write((tx) => changeSend(tx, { no: send.send_no, id: send.campaign_id }, 'cancel', change));
  expect(await markAll()).toEqual([false, false, false]);
  expect(counts()).toEqual({ cancelled: 3 });
});

test('a paused sender holds them back too', async () => {
  database.db.write((tx) =>
    setSenderPause(tx, send.sender_no, { reason: 'Stopped by hand.', at: instantOf(Date.now()) }),
  );
  expect(await markAll()).toEqual([false, false, false]);
  expect(counts()).toEqual({ queued: 3 });
});

test('of two engines only the one that has a recipient in hand may send to them', async () => {
  database.db.write((tx) => tx.sql('UPDATE delivery SET claim = 2 WHERE no = ?').run(claimed[0]?.no));
  expect(await markAll()).toEqual([false, true, true]);
});
