import { expect, test } from 'vitest';
import { RateGate } from '#main/queue/rate-gate.ts';
import { NO_LIMITS } from '#shared/domain/channel/rate-limits.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/kernel/instant.ts';

const START = Date.UTC(2026, 2, 2);

/** Asks as a loop does that sleeps as long as it is told. @returns the moments at which a message might go */
function run(gate: RateGate, span: number, late = 0): number[] {
  const moments: number[] = [];
  for (let now = START; now < START + span; ) {
    const wait = gate.take(now);
    if (wait === 0) moments.push(now);
    else now += wait + late;
  }
  return moments;
}

function most(moments: number[], span: number): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + span).length));
}

test.for([5, 50, 500])('%i a second is met within 2 percent, also when timers are late', (per_second) => {
  for (const late of [0, 3]) {
    const gate = new RateGate();
    gate.setLimits({ ...NO_LIMITS, per_second });
    const moments = run(gate, 20 * SECOND, late);
    expect(Math.abs(moments.length / (20 * per_second) - 1)).toBeLessThan(0.02);
  }
});

test.for([
  ['per_minute', MINUTE],
  ['per_hour', HOUR],
  ['per_day', DAY],
] as const)('no span, wherever it is laid, holds more than %s allows', ([limit, span]) => {
  const gate = new RateGate();
  gate.setLimits({ ...NO_LIMITS, [limit]: 100 });
  const moments = run(gate, 3.5 * span);
  expect(most(moments, span)).toBe(100);
  expect(moments.length).toBeGreaterThan(300);
});

test('several limits hold at once', () => {
  const gate = new RateGate();
  gate.setLimits({ per_second: 10, per_minute: 300, per_hour: null, per_day: 500 });
  const moments = run(gate, 10 * MINUTE);
  expect(most(moments, MINUTE)).toBeLessThanOrEqual(300);
  expect(moments).toHaveLength(500);
});

test('a limit can be changed on the way', () => {
  const gate = new RateGate();
  gate.setLimits({ ...NO_LIMITS, per_second: 1 });
  gate.take(START);
  expect(gate.take(START)).toBe(1_000);
  gate.setLimits(NO_LIMITS);
  expect(gate.take(START)).toBe(0);
});

test('what went out before a restart counts', () => {
  const gate = new RateGate();
  gate.setLimits({ ...NO_LIMITS, per_day: 100 });
  gate.remember(START - HOUR, 99, START);
  gate.remember(START - 2 * DAY, 50, START);
  expect(gate.take(START)).toBe(0);
  expect(gate.take(START)).toBeGreaterThan(22 * HOUR);
});

test('leave that was not used is given back', () => {
  const gate = new RateGate();
  gate.setLimits({ ...NO_LIMITS, per_second: 1, per_minute: 1 });
  expect(gate.take(START)).toBe(0);
  gate.giveBack(START);
  expect(gate.take(START)).toBe(0);
});

test('is as cheap to ask with no limits at all', () => {
  const gate = new RateGate();
  expect(gate.worthHaving(START)).toBe(Number.POSITIVE_INFINITY);
  gate.setLimits({ ...NO_LIMITS, per_second: 50, per_hour: 20 });
  expect(gate.worthHaving(START)).toBe(20);
});
