import { expect, test } from 'vitest';
import { afterFailure, afterSuccess, type Circuit, CLOSED_CIRCUIT } from '#shared/domain/channel/circuit.ts';
import { MINUTE, SECOND } from '#shared/kernel/instant.ts';

const NOW = 1_000_000;

function failing(times: number, from: Circuit = CLOSED_CIRCUIT, now = NOW): Circuit {
  let circuit = from;
  for (let time = 0; time < times; time++) circuit = afterFailure(circuit, now);
  return circuit;
}

test('stays closed for a few failures and opens with the fifth in a row', () => {
  expect(failing(4).open_until).toBe(0);
  expect(failing(5)).toMatchObject({ open_until: NOW + 5 * SECOND, allowed: 1 });
  expect(failing(4, afterSuccess(failing(4), 10)).open_until).toBe(0);
});

test('connections that fail together open it once', () => {
  expect(failing(20)).toEqual(failing(5));
});

test('waits twice as long each time, up to half an hour', () => {
  let circuit = failing(5);
  const waits: number[] = [];
  for (let time = 0; time < 12; time++) {
    const now = circuit.open_until;
    circuit = afterFailure(circuit, now);
    waits.push(circuit.open_until - now);
  }
  expect(waits.slice(0, 3)).toEqual([10, 20, 40].map((seconds) => seconds * SECOND));
  expect(waits.at(-1)).toBe(30 * MINUTE);
});

test('after a success it starts slowly: one connection more for each', () => {
  let circuit = failing(5);
  const allowed: number[] = [];
  for (let time = 0; time < 4; time++) {
    circuit = afterSuccess(circuit, 4);
    allowed.push(Math.min(4, circuit.allowed));
  }
  expect(allowed).toEqual([2, 3, 4, 4]);
  expect(circuit).toEqual(CLOSED_CIRCUIT);
});
