import { expect, it } from 'vitest';
import { moveBefore, moveByOne, nextSize } from '#renderer/features/home/arrange-tiles.ts';
import { slidingHour } from '#renderer/features/home/sliding-hour.ts';
import { withToday } from '#renderer/features/home/trend-today.ts';
import type { HomeTile, PlacedTile } from '#shared/domain/home-tile.ts';

const now = Date.parse('2026-03-01T10:00:30.000Z');
const point = (at: string, sent: number) => ({ at, sent, opened: 0, clicked: 0, unsubscribed: 0, failed: 0 });

it('always shows sixty minutes that end with this one', () => {
  const hour = slidingHour([], now);
  expect(hour).toHaveLength(60);
  expect(hour.at(-1)?.at).toBe('2026-03-01T10:00:00.000Z');
  expect(hour.every(({ sent }) => sent === 0)).toBe(true);
});

it('keeps what is within it and drops what has left it', () => {
  const hour = slidingHour([point('2026-03-01T08:59:00.000Z', 7), point('2026-03-01T09:30:00.000Z', 3)], now);
  expect(hour.reduce((sum, { sent }) => sum + sent, 0)).toBe(3);
});

const tile = (id: HomeTile, hidden = false): PlacedTile => ({ id, size: 'small', hidden });
const TILES = [tile('contacts'), tile('sent', true), tile('opened'), tile('clicked')];
const order = (tiles: PlacedTile[]) => tiles.filter(({ hidden }) => !hidden).map(({ id }) => id);

it('moves a tile by one place among those that are shown, and no further than the ends', () => {
  expect(order(moveByOne(TILES, 'contacts', 1))).toEqual(['opened', 'contacts', 'clicked']);
  expect(order(moveByOne(TILES, 'clicked', -1))).toEqual(['contacts', 'clicked', 'opened']);
  expect(moveByOne(TILES, 'contacts', -1)).toEqual(TILES);
  expect(moveByOne(TILES, 'clicked', 1)).toEqual(TILES);
});

it('puts a tile before another or behind all, and loses none', () => {
  expect(order(moveBefore(TILES, 'clicked', 'contacts'))).toEqual(['clicked', 'contacts', 'opened']);
  expect(order(moveBefore(TILES, 'contacts', null))).toEqual(['opened', 'clicked', 'contacts']);
});

it('goes through the sizes in which a tile can be read', () => {
  expect(nextSize(tile('sent'))).toBe('medium');
  expect(nextSize({ ...tile('trend'), size: 'full' })).toBe('large');
});

it('adds to the trend of the last days what has come since, and to no other day than today', () => {
  const none = { unsubscribed: 0, failed: 0, joined: 0, left: 0 };
  const day = (at: string, n: number) => ({ at, sent: n, opened: n, clicked: 0, ...none });
  const sums = { sent: 30, opened: 30, clicked: 0, ...none };
  const trend = {
    days: [day('2026-02-28T00:00:00.000Z', 10), day('2026-03-01T00:00:00.000Z', 20)],
    now: sums,
    before: sums,
  };
  const moved = withToday(trend, { sent: 31, opened: 35, clicked: 2 });
  expect(moved.days.map(({ sent, opened, clicked }) => [sent, opened, clicked])).toEqual([
    [10, 10, 0],
    [21, 25, 2],
  ]);
  expect(moved.now).toMatchObject({ sent: 31, opened: 35, clicked: 2 });
  expect(moved.before).toBe(sums);
});
