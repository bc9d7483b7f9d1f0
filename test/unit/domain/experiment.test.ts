import { describe, expect, it } from 'vitest';
import { AS_WRITTEN, type Experiment, sameVariants } from '#shared/domain/experiment/experiment.ts';
import { choiceOf, judgeTest } from '#shared/domain/experiment/judge-test.ts';
import { nextTimeOfDay } from '#shared/domain/experiment/rest-time.ts';
import { chanceOf, holm } from '#shared/domain/experiment/significance.ts';
import { placeOf } from '#shared/domain/experiment/split.ts';

const of = (hits: number, base: number) => ({ hits, base });
const plan = (change: Partial<Experiment> = {}): Experiment => ({
  variants: [AS_WRITTEN, { ...AS_WRITTEN, subject: 'B' }, { ...AS_WRITTEN, subject: 'C' }],
  sample_percent: 30,
  metric: 'opens',
  wait_minutes: 60,
  confidence: 95,
  fallback: 'first',
  hold_out_percent: 10,
  ...change,
});

describe('the chance of a difference', () => {
  // Reckoned with erfc(z / sqrt(2)) of another program.
  it.each([
    [of(50, 100), of(50, 100), 1],
    [of(60, 100), of(40, 100), 0.004678],
    [of(120, 1000), of(100, 1000), 0.152918],
    [of(15, 100), of(5, 100), 0.018422],
    [of(0, 100), of(0, 100), 1],
    [of(100, 100), of(100, 100), 1],
    [of(0, 0), of(10, 10), 1],
  ])('of %j and %j is %d', (one, other, expected) => {
    expect(chanceOf(one, other)).toBeCloseTo(expected, 5);
    expect(chanceOf(other, one)).toBeCloseTo(expected, 5);
  });

  it('is corrected for several comparisons by Holm', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.4, 0.9])).toEqual([0.8, 0.9]);
  });
});

describe('the winner', () => {
  it.each([
    ['clearly better than the other', [of(40, 100), of(60, 100)], 95, 1],
    ['better, but not at this level', [of(40, 100), of(60, 100)].map(({ hits }) => of(hits - 5, 95)), 99, 1],
    ['a difference that chance explains', [of(100, 1000), of(120, 1000)], 95, null],
    ['level', [of(50, 100), of(50, 100)], 95, null],
    ['better than one but not than every other', [of(40, 100), of(60, 100), of(55, 100)], 95, null],
    ['better than every other', [of(300, 1000), of(400, 1000), of(310, 1000)], 95, 1],
    ['too few people to tell', [of(0, 4), of(4, 4)], 95, null],
    ['nobody has got anything', [of(0, 0), of(0, 0)], 95, null],
  ] as const)('%s', (_, variants, confidence, winner) => {
    expect(judgeTest(variants, confidence).winner).toBe(winner);
  });

  it('needs less where one other is far behind than where all are near: each chance is corrected', () => {
    const two = judgeTest([of(50, 400), of(71, 400)], 95);
    expect(two.winner).toBe(1);
    const three = judgeTest([of(50, 400), of(71, 400), of(50, 400)], 95);
    expect(three.winner).toBeNull();
  });

  it('is wrong about equal variants no more often than the level says', () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    const draw = () => of(Array.from({ length: 300 }, random).filter((share) => share < 0.3).length, 300);
    const runs = 600;
    const wrong = Array.from({ length: runs }, () => judgeTest([draw(), draw(), draw()], 90)).filter(
      ({ winner }) => winner !== null,
    );
    expect(wrong.length / runs).toBeLessThan(0.1);
  });

  it('is replaced by what was chosen when there is none', () => {
    const open = { winner: null, best: 2, chances: [] };
    expect([choiceOf(open, 'first'), choiceOf(open, 'best'), choiceOf(open, 'ask')]).toEqual([0, 2, null]);
    expect(choiceOf({ ...open, winner: 1 }, 'ask')).toBe(1);
  });
});

describe('the split', () => {
  const people = Array.from({ length: 20_000 }, (_, i) => `contact-${i}`);
  const tally = (experiment: Experiment, send = 'send-1') => {
    const counts: Record<string, number> = {};
    for (const person of people) {
      const place = String(placeOf(experiment, send, person));
      counts[place] = (counts[place] ?? 0) + 1 / people.length;
    }
    return counts;
  };

  it('gives each variant the same share, the hold-out group its own and the rest what is left', () => {
    const counts = tally(plan());
    expect(counts.held_out).toBeCloseTo(0.1, 2);
    expect(counts.rest).toBeCloseTo(0.63, 1);
    for (const variant of ['0', '1', '2']) expect(counts[variant]).toBeCloseTo(0.09, 2);
  });

  it('leaves nobody waiting when the sample is everybody', () => {
    expect(tally(plan({ sample_percent: 100, hold_out_percent: 0 })).rest).toBeUndefined();
  });

  it('with one variant holds out alone', () => {
    const counts = tally(plan({ variants: [AS_WRITTEN], hold_out_percent: 50 }));
    expect(Object.keys(counts).sort()).toEqual(['0', 'held_out']);
  });

  it('is the same for the same person and send, and another for another send', () => {
    const places = (send: string) => people.slice(0, 200).map((person) => placeOf(plan(), send, person));
    expect(places('send-1')).toEqual(places('send-1'));
    expect(places('send-1')).not.toEqual(places('send-2'));
  });
});

it('two variants that say the same are found', () => {
  const campaign = { subject: 'A', preheader: '', body_kind: 'html' as const, body: '<p>A</p>' };
  const b = { ...AS_WRITTEN, subject: 'B' };
  const copied = { ...AS_WRITTEN, content: { body_kind: 'html' as const, body: '<p>A</p>' } };
  expect(sameVariants([AS_WRITTEN, b], campaign)).toBeNull();
  expect(sameVariants([AS_WRITTEN, b, { ...AS_WRITTEN, subject: 'A' }], campaign)).toEqual([0, 2]);
  expect(sameVariants([AS_WRITTEN, copied], campaign)).toEqual([0, 1]);
  expect(sameVariants([AS_WRITTEN, { ...copied, delay_minutes: 60 }], campaign)).toBeNull();
});

describe('the time of day that did best', () => {
  const at = (text: string) => Date.parse(text);
  it.each([
    ['later the same day', '2026-03-02T08:00Z', '2026-03-01T20:00Z', '2026-03-02T08:00:00.000Z'],
    ['on the next day when it has passed', '2026-03-02T08:00Z', '2026-03-02T12:00Z', '2026-03-03T08:00:00.000Z'],
    ['days later', '2026-03-02T08:00Z', '2026-03-09T08:00Z', '2026-03-09T08:00:00.000Z'],
    ['by the clocks, which change between', '2026-03-27T08:00Z', '2026-03-29T12:00Z', '2026-03-30T07:00:00.000Z'],
  ])('comes %s', (_, moment, from, expected) => {
    expect(new Date(nextTimeOfDay(at(moment), at(from), 'Europe/Berlin')).toISOString()).toBe(expected);
  });
});
