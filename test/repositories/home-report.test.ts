import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { addToCount } from '#main/repositories/delivery/send-count.repo.ts';
import { homeSummary } from '#main/repositories/tracking/home-report.repo.ts';
import { homeTrend } from '#main/repositories/tracking/home-trend.repo.ts';
import { arrangeHome, arrangementFor } from '#main/services/access/home-arrangement.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { createContact, deleteContact, restoreContact } from '#main/services/contact/contact.service.ts';
import { HOME_TILES } from '#shared/domain/home-tile.ts';
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

describe('the trend of thirty days', () => {
  const trend = () => homeTrend(house.ctx.db.reader, house.ctx.clock.now());
  const live = () => house.ctx.db.reader.sql('SELECT count(*) FROM contact WHERE deleted_at IS NULL').pluck().get();

  it('has a point for each day of the organization, and what came in the thirty days before', () => {
    const { id } = createCampaign(house.ctx, ACTOR, { name: 'X' });
    const no = findCampaign(house.ctx.db.reader, id)?.no ?? 0;
    const now = house.ctx.clock.now();
    const add = (measure: string, days: number, n: number) =>
      house.ctx.db.write((tx) =>
        tx
          .sql('INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, ?, ?, ?, ?)')
          .run(no, measure, Math.floor((now - days * DAY) / MINUTE), n, n),
      );
    add('sent', 0, 50);
    add('human_opened', 0, 20);
    add('opened', 0, 30);
    add('sent', 29, 10);
    add('sent', 30, 400);
    add('human_opened', 59, 100);
    const { days, now: sums, before } = trend();
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toMatchObject({ sent: 50, opened: 20 });
    expect(days[0]).toMatchObject({ sent: 10 });
    expect(sums).toMatchObject({ sent: 60, opened: 20 });
    expect(before).toMatchObject({ sent: 400, opened: 100 });
    expect(summary()).toMatchObject({ sent: 60, opened: 20 });
  });

  it('counts new contacts as the list of them does, whatever becomes of them', () => {
    const people = ['a', 'b', 'c'].map((name) =>
      createContact(house.ctx, ACTOR, { email: `${name}@example.org`, list_ids: [] }),
    );
    const [a, b, c] = people.map(({ id }) => id);
    expect(trend().now.joined).toBe(3);
    deleteContact(house.ctx, ACTOR, a ?? '');
    house.ctx.db.write((tx) => tx.sql('UPDATE contact SET created_at = created_at - ? WHERE id = ?').run(40 * DAY, b));
    expect(trend()).toMatchObject({ now: { joined: 1 }, before: { joined: 1 } });
    restoreContact(house.ctx, ACTOR, a ?? '');
    house.ctx.db.write((tx) => tx.sql('DELETE FROM contact WHERE id = ?').run(c));
    expect(trend().now.joined).toBe(1);
    const sum = house.ctx.db.reader.sql('SELECT sum(n) FROM contact_arrival').pluck().get();
    expect(sum).toBe(live());
  });
});

describe('the first screen', () => {
  const marketer = { user_id: 'm', role: 'marketer' as const };

  it('begins with what is usual for a role, and keeps what somebody made of it', () => {
    const { ctx } = house;
    const [first] = arrangementFor(ctx, { user_id: 'a', role: 'analyst' }).tiles;
    expect(first?.id).toBe('trend');
    expect(arrangementFor(ctx, marketer)).toMatchObject({ usual: true });
    expect(arrangementFor(ctx, marketer).tiles[0]).toMatchObject({ id: 'contacts', size: 'small' });
    const tiles = [{ id: 'growth' as const, size: 'full' as const, hidden: false }];
    const kept = arrangeHome(ctx, marketer, { tiles });
    expect(kept.tiles.map(({ id }) => id).sort()).toEqual([...HOME_TILES].sort());
    expect(kept.usual).toBe(false);
    expect(kept.tiles[0]).toEqual(tiles[0]);
    expect(arrangementFor(ctx, { user_id: 'other', role: 'marketer' }).usual).toBe(true);
    expect(arrangeHome(ctx, marketer, { tiles: null }).usual).toBe(true);
  });

  it('refuses a size in which a tile can not be read, and says which can', () => {
    const tiles = [{ id: 'sent' as const, size: 'full' as const, hidden: false }];
    expect(() => arrangeHome(house.ctx, marketer, { tiles })).toThrow(`The tile "sent" can't be full.`);
  });
});
