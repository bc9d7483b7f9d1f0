import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_POINTS, stepFor, timelineOf } from '#shared/domain/campaign/timeline.ts';
import { MINUTE } from '#shared/kernel/instant.ts';

const START = Date.UTC(2026, 2, 2, 9, 0, 30);
const FIRST = Math.floor(START / MINUTE);

describe('a timeline', () => {
  it('has a point for each minute, with nothing where nothing happened', () => {
    const sums = [
      { measure: 'sent', minute: FIRST, n: 5 },
      { measure: 'human_opened', minute: FIRST + 2, n: 3 },
    ];
    const points = timelineOf(sums, START, START + 3 * MINUTE, 1);
    expect(points.map(({ at, sent, opened }) => [at.slice(11, 16), sent, opened])).toEqual([
      ['09:00', 5, 0],
      ['09:01', 0, 0],
      ['09:02', 0, 3],
      ['09:03', 0, 0],
    ]);
  });

  it('keeps every hit and stays within the most points, however long it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600_000 }),
        fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), n: fc.nat(50) })),
        (minutes, hits) => {
          const end = START + minutes * MINUTE;
          const sums = hits.map(({ at, n }) => ({
            measure: 'human_clicked',
            minute: FIRST + Math.floor(at * minutes),
            n,
          }));
          const points = timelineOf(sums, START, end, stepFor(minutes + 1));
          expect(points.length).toBeLessThanOrEqual(MOST_POINTS);
          const sum = points.reduce((total, { clicked }) => total + clicked, 0);
          expect(sum).toBe(hits.reduce((total, { n }) => total + n, 0));
        },
      ),
    );
  });
});
