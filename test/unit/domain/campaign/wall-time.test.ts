import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOfWallTime, wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { HOUR, MINUTE } from '#shared/kernel/instant.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Pacific/Chatham',
  'Pacific/Apia',
];
const zone = fc.constantFrom(...ZONES);
const moment = fc
  .integer({ min: Date.UTC(2010, 0, 1) / MINUTE, max: Date.UTC(2035, 0, 1) / MINUTE })
  .map((minutes) => minutes * MINUTE);

const at = (local: string, timezone: string) => {
  const millis = momentOfWallTime(local, timezone);
  return millis === null ? null : new Date(millis).toISOString();
};

describe('a wall time in a zone', () => {
  it.each([
    ['2025-11-04T09:00', 'Europe/Berlin', '2025-11-04T08:00:00.000Z'],
    ['2025-11-04T09:00', 'Asia/Kolkata', '2025-11-04T03:30:00.000Z'],
    ['2026-07-01T00:00', 'UTC', '2026-07-01T00:00:00.000Z'],
  ])('%s in %s means %s', (local, timezone, moment) => {
    expect(at(local, timezone)).toBe(moment);
  });

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ])('that the clocks skip moves forward by the gap: %s in %s', (local, timezone, moment) => {
    expect(at(local, timezone)).toBe(moment);
  });

  it.each([
    ['2025-10-26T02:30', 'Europe/Berlin', '2025-10-26T00:30:00.000Z'],
    ['2025-11-02T01:30', 'America/New_York', '2025-11-02T05:30:00.000Z'],
  ])('that comes twice is the first: %s in %s', (local, timezone, moment) => {
    expect(at(local, timezone)).toBe(moment);
  });

  it.each(['2026-02-30T09:00', '2026-13-01T09:00', '2026-01-01T25:00', '2026-01-01 09:00', 'tomorrow'])(
    'is none when there is no such date: %s',
    (local) => {
      expect(momentOfWallTime(local, 'Europe/Berlin')).toBeNull();
    },
  );

  it('leads back to a moment at which the clocks show it', () => {
    fc.assert(
      fc.property(moment, zone, (millis, timezone) => {
        const local = wallTimeAt(millis, timezone);
        const found = momentOfWallTime(local, timezone) ?? Number.NaN;
        expect(wallTimeAt(found, timezone)).toBe(local);
        expect(found).toBeLessThanOrEqual(millis);
      }),
      { numRuns: 500 },
    );
  });

  it('is the first of all moments at which the clocks show it or, skipped, something later', () => {
    const wallTime = moment.map((millis) => new Date(millis).toISOString().slice(0, 16));
    fc.assert(
      fc.property(wallTime, zone, (local, timezone) => {
        const found = momentOfWallTime(local, timezone) ?? Number.NaN;
        const shown = wallTimeAt(found, timezone);
        expect(shown >= local).toBe(true);
        const asUtc = Date.parse(`${local}:00Z`);
        for (let probe = asUtc - 15 * HOUR; probe < found; probe += 30 * MINUTE) {
          expect(wallTimeAt(probe, timezone)).not.toBe(local);
        }
      }),
      { numRuns: 100 },
    );
  });
});
