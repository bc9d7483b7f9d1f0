import { describe, expect, it } from 'vitest';
import { NO_LIMITS } from '#shared/domain/channel/rate-limits.ts';
import { contrastOf, contrastWanted, readColour } from '#shared/domain/preflight/contrast.ts';
import { secondsToSend } from '#shared/domain/preflight/send-duration.ts';
import { SPAM_LIMIT, scoreSpam } from '#shared/domain/preflight/spam-score.ts';
import { placeOf } from '#shared/domain/preflight/template-place.ts';

describe('how long a send takes', () => {
  const seconds = (recipients: number, ...limits: object[]) =>
    secondsToSend({
      recipients,
      limits: limits.map((one) => ({ ...NO_LIMITS, ...one })),
      warm_up: null,
      today: '2026-03-01',
    });

  it.each([
    ['nothing limits it', 1_000, [{}], null],
    ['a rate per second', 101, [{ per_second: 10 }], 10],
    ['the stricter of two', 100, [{ per_second: 10 }, { per_second: 5 }], 19],
    [
      'days that are full are waited out, the last is not',
      2_500,
      [{ per_day: 1_000, per_hour: 100 }],
      2 * 86_400 + 4 * 3_600,
    ],
    ['what one day takes goes out in it', 1_000, [{ per_day: 1_000 }], 0],
  ])('%s', (_, recipients, limits, wanted) => {
    expect(seconds(recipients, ...limits)).toBe(wanted);
  });

  it('grows with the ramp of a new server', () => {
    const warm_up = { start_on: '2026-03-01', first_day: 100, growth_percent: 100, ceiling: 10_000 };
    const days = (recipients: number, today: string) =>
      (secondsToSend({ recipients, limits: [NO_LIMITS], warm_up, today }) ?? 0) / 86_400;
    expect(days(100, '2026-03-01')).toBe(0);
    expect(days(301, '2026-03-01')).toBe(2);
    expect(days(301, '2026-03-03')).toBe(0);
  });
});

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrastOf([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrastOf([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
    expect(contrastWanted({ pixels: 19, bold: true })).toBe(3);
    expect(contrastWanted({ pixels: 19, bold: false })).toBe(4.5);
  });

  it.each([
    ['#fff', [255, 255, 255]],
    ['#4338CA', [67, 56, 202]],
    ['rgb(1, 2, 3)', [1, 2, 3]],
    ['white', [255, 255, 255]],
    ['rgba(0,0,0,.5)', null],
    ['var(--x)', null],
  ])('reads %s', (text, colour) => {
    expect(readColour(text)).toEqual(colour);
  });
});

describe('what spam filters weigh', () => {
  const letter = {
    subject: 'News of March',
    text: 'Hello Ann, here is what we did.',
    images: 0,
    masked_links: 0,
    links: [],
  };

  it('is nothing in an ordinary letter', () => {
    expect(scoreSpam(letter)).toEqual({ score: 0, reasons: [] });
  });

  it('adds up, each with its reason', () => {
    const { score, reasons } = scoreSpam({
      ...letter,
      subject: 'FREE MONEY GUARANTEED!!!',
      links: ['http://10.0.0.1/x', 'https://bit.ly/x'],
      masked_links: 1,
    });
    expect(score).toBe(10);
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'capitals',
      'exclamations',
      'words',
      'shortened_links',
      'numeric_links',
      'masked_links',
    ]);
  });

  it('reaches the limit by a shouted subject with exclamation marks, and not by one mark', () => {
    expect(scoreSpam({ ...letter, subject: 'LAST CHANCE TODAY!!' }).score).toBeGreaterThanOrEqual(SPAM_LIMIT);
    expect(scoreSpam({ ...letter, subject: 'Last chance today!' }).score).toBeLessThan(SPAM_LIMIT);
  });
});

it('a place is told by line and column, from one', () => {
  expect(placeOf('body', 'a\nbc <img src="x.png">', 'x.png')).toEqual({ part: 'body', line: 2, column: 14 });
  expect(placeOf('body', 'x', 'x')).toEqual({ part: 'body', line: 1, column: 1 });
  expect(placeOf('body', 'x', 'y')).toEqual({ part: 'body', line: null, column: null });
});
