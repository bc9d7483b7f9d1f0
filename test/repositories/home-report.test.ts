import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { addToCount } from '#main/repositories/delivery/send-count.repo.ts';
import { homeSummary } from '#main/repositories/tracking/home-report.repo.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { DAY, MINUTE } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
});
afterEach(() => house.close());

const summary = () => homeSummary(house.ctx.db.reader, house.ctx.clock.now());

describe('the home dashboard', () => {
  it('of an empty Herald is all zero, with an hour of minutes', () => {
    const home = summary();
    expect(home).toMatchObject({ contacts: 0, deliverable: 0, lists: 0, sent: 0, unknown: 0, running: [], recent: [] });
    expect(home.points).toHaveLength(60);
  });

  it('sums the last thirty days, and no more', () => {
    listOf(house.ctx, 4);
    const { id } = createCampaign(house.ctx, ACTOR, { name: 'X' });
    const no = findCampaign(house.ctx.db.reader, id)?.no ?? 0;
    const minute = Math.floor(house.ctx.clock.now() / MINUTE);
    house.ctx.db.write((tx) => {
      const insert = tx.sql(
        'INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, ?, ?, ?, ?)',
      );
      insert.run(no, 'sent', minute - 2, 90, 90);
      insert.run(no, 'human_opened', minute, 12, 7);
      insert.run(no, 'sent', minute - (31 * DAY) / MINUTE, 1_000, 1_000);
      addToCount(tx, no, 'unknown', 3);
    });
    const home = summary();
    expect(home).toMatchObject({ contacts: 4, deliverable: 4, lists: 1, sent: 90, opened: 7, unknown: 3 });
    expect(home.points.at(-3)).toMatchObject({ sent: 90 });
    expect(home.points.at(-1)).toMatchObject({ opened: 7 });
  });
});
