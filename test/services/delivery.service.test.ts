import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { reconcile } from '#main/repositories/delivery/reconcile.repo.ts';
import { moveCount } from '#main/repositories/delivery/send-count.repo.ts';
import { campaignStats } from '#main/repositories/tracking/report.repo.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { exportDeliveries, listDeliveries, resolveUnknown } from '#main/services/campaign/delivery.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
let id: string;
let no: number;
beforeEach(async () => {
  house = campaignHouse();
  const audience = { ...NOBODY, include_lists: [listOf(house.ctx, 6)] };
  const draft = createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi', body: BODY, audience });
  id = draft.id;
  await sendCampaign(house.ctx, ACTOR, draft);
  await freezeAudience(house.ctx, id, new AbortController().signal);
  no = findCampaign(house.ctx.db.reader, id)?.no ?? 0;
});
afterEach(() => house.close());

const BODY = '<a href="https://shop.example/a">a</a> <a href="https://shop.example/b">b</a>';
const wrongState = expect.objectContaining({ code: 'WRONG_STATE' });

/** The first waiting recipients get this state. */
function become(state: string, code: string | null, count: number): void {
  house.ctx.db.write((tx) => {
    const { changes } = tx
      .sql(
        `UPDATE delivery SET state = ?, code = ?, attempts = 1 WHERE no IN (
           SELECT no FROM delivery WHERE send_no = ? AND state = 'queued' ORDER BY no LIMIT ?)`,
      )
      .run(state, code, no, count);
    moveCount(tx, no, 'queued', state, changes);
  });
}

const list = (query: object = {}) => listDeliveries(house.ctx, { id, limit: 50, ...query });
const counts = () => getCampaign(house.ctx.db.reader, id).counts;

describe('the recipients of a campaign', () => {
  it('each say in words what happened and why', async () => {
    become('accepted', '250', 1);
    become('failed', '550 5.1.1', 1);
    become('deferred', '451', 1);
    become('unknown', 'CRASH', 1);
    const { items, total } = await list();
    expect(total).toBe(6);
    expect(items.map(({ reason }) => reason)).toEqual([
      'The mail server took it.',
      'Not sent: the address does not exist there.',
      'Not taken yet: the server asks to come back later. It is tried again.',
      'May or may not have been delivered: the connection ended before the server answered.',
      'Waits for its turn.',
      'Waits for its turn.',
    ]);
  });

  it('come in pages, by state and by part of name or address', async () => {
    become('failed', '550', 2);
    const first = await list({ limit: 4 });
    const second = await list({ limit: 4, cursor: first.next_cursor ?? '' });
    expect([first.items.length, second.items.length, second.next_cursor]).toEqual([4, 2, null]);
    expect((await list({ state: 'failed' })).total).toBe(2);
    expect((await list({ search: 'person3.' })).items.map(({ name }) => name)).toEqual(['Person 3']);
    expect((await list({ search: 'PERSON 5' })).total).toBe(1);
    expect((await list({ did: 'opened' })).total).toBe(0);
  });

  it('are as many as the numbers say: whoever got it although it came back, and whoever did not', async () => {
    become('accepted', '250', 1);
    become('failed', '550', 1);
    become('bounced', '550 5.1.1', 2);
    become('complained', null, 1);
    const { accepted, failed, bounced: back, complained } = counts();
    for (const [did, number] of [
      ['sent', accepted + back + complained],
      ['not_arrived', failed + back],
    ] as const) {
      const { total, items } = await list({ did });
      expect([did, total, items.length]).toEqual([did, number, number]);
      expect((await list({ did, search: 'person' })).total).toBe(number);
    }
  });

  it('are exported without a cell that a spreadsheet would run', async () => {
    house.ctx.db.write((tx) => tx.sql(`UPDATE contact SET first_name = '=HYPERLINK("x")'`).run());
    const file = await exportDeliveries(house.ctx, { id });
    const lines = (await file.text()).trim().split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(file.name).toBe('X - recipients.csv');
  });
});

describe('messages of unknown fate', () => {
  it('count as sent when they are taken for sent, and end the campaign', () => {
    become('accepted', '250', 4);
    become('unknown', 'CRASH', 2);
    expect(resolveUnknown(house.ctx, ACTOR, { id, choice: 'assume_sent' })).toEqual({ changed: 2 });
    expect(counts()).toMatchObject({ accepted: 6, unknown: 0 });
    expect(getCampaign(house.ctx.db.reader, id).state).toBe('sent');
    expect(reconcile(house.ctx.db.reader, no)).toEqual([]);
  });

  it('go back into the queue when they are to be sent again, also of a campaign that was over', () => {
    become('unknown', 'CRASH', 6);
    house.ctx.db.write((tx) => tx.sql(`UPDATE send SET state = 'sent'`).run());
    expect(resolveUnknown(house.ctx, ACTOR, { id, choice: 'send_again' })).toEqual({ changed: 6 });
    expect(getCampaign(house.ctx.db.reader, id)).toMatchObject({ state: 'sending', counts: { queued: 6, unknown: 0 } });
  });

  it('of a cancelled campaign are not sent again', () => {
    house.ctx.db.write((tx) => tx.sql(`UPDATE send SET state = 'cancelled'`).run());
    expect(() => resolveUnknown(house.ctx, ACTOR, { id, choice: 'send_again' })).toThrowError(wrongState);
  });
});

describe('the report of a campaign', () => {
  it('lists its links, and minutes without gaps', () => {
    house.database.clock.advance(3 * 60_000);
    const stats = campaignStats(house.ctx.db.reader, id, house.ctx.clock.now());
    expect(stats.links).toEqual([
      { index: 0, url: 'https://shop.example/a', unique: 0, total: 0, human_unique: 0, human_total: 0 },
      { index: 1, url: 'https://shop.example/b', unique: 0, total: 0, human_unique: 0, human_total: 0 },
    ]);
    expect(stats.points).toHaveLength(4);
    expect(stats).toMatchObject({ step_seconds: 60, rate_per_second: 0, counts: { audience: 6 } });
  });
});
