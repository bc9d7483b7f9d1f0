import { beforeEach, expect, it } from 'vitest';
import { applyMetrics, forgetMetrics, useMetrics } from '#renderer/data/metrics.store.ts';

const at = '2026-03-01T09:00:00.000Z';
const delta = (from: number, to: number, values: Record<string, number>) =>
  applyMetrics({ type: 'metrics', at, scope: 'home', from, to, values });
const home = () => useMetrics.getState().scopes.home?.values;

beforeEach(forgetMetrics);

it('lays each change over those before it', () => {
  delta(0, 1, { sent: 10, opened: 2 });
  delta(1, 2, { sent: 12 });
  expect(home()).toEqual({ sent: 12, opened: 2 });
});

it('ignores what it has seen already', () => {
  delta(0, 3, { sent: 10 });
  expect(delta(1, 2, { sent: 5 })).toBe(true);
  expect(home()).toEqual({ sent: 10 });
});

it('asks for a snapshot when a change is missing between', () => {
  delta(0, 1, { sent: 10, opened: 2 });
  expect(delta(4, 5, { sent: 40 })).toBe(false);
  expect(home()).toEqual({ sent: 40 });
});
