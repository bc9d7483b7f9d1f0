import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { changeSend } from '#main/repositories/campaign/campaign.repo.ts';
import type { CampaignAction } from '#shared/domain/campaign/campaign-state.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import { type SeededSend, seedSend } from '#test/support/sending/seed-send.ts';

let database: TestDatabase;
let send: SeededSend;

beforeEach(() => {
  database = openTestDatabase();
  send = seedSend({ db: database.db, clock: systemClock, ids: systemIds }, { recipients: 1, port: 9 });
});
afterEach(() => database.close());

const take = (action: CampaignAction, at_revision?: number) =>
  database.db.write((tx) =>
    changeSend(tx, { no: send.send_no, id: send.campaign_id }, action, {
      updated_at: instantOf(Date.now()),
      ...(at_revision === undefined ? {} : { at_revision }),
    }),
  );

test('of two who do the same at once one does it, and the other is told that it was not theirs', () => {
  expect([take('pause'), take('pause')]).toEqual([true, false]);
  expect([take('resume'), take('resume')]).toEqual([true, false]);
  expect([take('cancel'), take('cancel'), take('resume')]).toEqual([true, false, false]);
});

test('a step from a state that does not lead there is not taken', () => {
  expect([take('start'), take('resume'), take('unschedule')]).toEqual([false, false, false]);
});

test('whoever decides on an older revision is told so', () => {
  expect(take('pause', 99)).toBe(false);
});
