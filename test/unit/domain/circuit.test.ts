import { expect, test } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  type Circuit,
  CLOSED_CIRCUIT,
  isOpen,
  opened,
} from '#shared/domain/channel/circuit.ts';
import { HOUR, MINUTE, SECOND } from '#shared/kernel/instant.ts';

const NOW = 1_000_000;

/** Fails as often as it is tried, as soon as it may be. */
function failing(times: number, from: Circuit = CLOSED_CIRCUIT): { circuit: Circuit; waits: number[] } {
  let circuit = from;
  let now = NOW;
  const waits: number[] = [];
  for (let time = 0; time < times; time++) {
    circuit = afterFailure(circuit, now);
    waits.push(circuit.open_until - now);
    now = circuit.open_until;
  }
  return { circuit, waits };
}

test('draws a longer breath after each failure, and opens for five minutes with the fifth in a row', () => {
  expect(failing(5).waits).toEqual([SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 5 * MINUTE]);
  const { circuit } = failing(5);
  expect(circuit.allowed).toBe(1);
  expect(isOpen(circuit, circuit.open_until - 1)).toBe(true);
  expect(isOpen(failing(4).circuit, NOW)).toBe(false);
});

test('begins to count anew after a success', () => {
  expect(failing(4, afterSuccess(failing(4).circuit, 10)).waits.at(-1)).toBe(8 * SECOND);
});

test('counts what fails together as one failure', () => {
  let circuit = CLOSED_CIRCUIT;
  for (let time = 0; time < 20; time++) circuit = afterFailure(circuit, NOW);
  expect(circuit).toEqual(failing(1).circuit);
});

test('waits twice as long each time, up to two hours', () => {
  const { waits } = failing(16);
  expect(waits.slice(4, 8)).toEqual([5, 10, 20, 40].map((minutes) => minutes * MINUTE));
  expect(waits.at(-1)).toBe(2 * HOUR);
});

test('can be opened at once', () => {
  expect(isOpen(opened(CLOSED_CIRCUIT, NOW), NOW + 4 * MINUTE)).toBe(true);
});

test('after a success it starts slowly: one more at a time for each', () => {
  let { circuit } = failing(5);
  const allowed: number[] = [];
  for (let time = 0; time < 4; time++) {
    circuit = afterSuccess(circuit, 4);
    allowed.push(Math.min(4, circuit.allowed));
  }
  expect(allowed).toEqual([2, 3, 4, 4]);
  expect(circuit).toEqual(CLOSED_CIRCUIT);
});
