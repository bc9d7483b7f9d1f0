import { expect, test } from 'vitest';
import { MARKED_AHEAD } from '#main/channels/email/smtp-connection.ts';
import { runKillLoop } from '#test/support/sending/kill-loop.ts';

const CONNECTIONS = 10;

test('twenty kills in the midst of a send double nobody, miss nobody, and leave few unknown', {
  timeout: 300_000,
}, async () => {
  const report = await runKillLoop({ recipients: 3_000, kills: 20, connections: CONNECTIONS });
  expect(report).toMatchObject({ kills: 20, audience: 3_000, sum: 3_000, doubled: 0, missed: 0, integrity: 'ok' });
  expect(report.accepted + report.unknown).toBe(3_000);
  expect(report.most_unknown_per_kill).toBeLessThanOrEqual(CONNECTIONS);
});

test('also where the server is so near that several messages are marked ahead on each connection', {
  timeout: 120_000,
}, async () => {
  const report = await runKillLoop({ recipients: 6_000, kills: 5, connections: 4, near: true });
  expect(report).toMatchObject({ audience: 6_000, sum: 6_000, doubled: 0, missed: 0, integrity: 'ok' });
  expect(report.kills).toBeGreaterThanOrEqual(3);
  expect(report.accepted + report.unknown).toBe(6_000);
  expect(report.most_unknown_per_kill).toBeLessThanOrEqual(4 * MARKED_AHEAD);
});

test('without the mark before the final dot the same kills send messages twice', { timeout: 120_000 }, async () => {
  const report = await runKillLoop({ recipients: 600, kills: 4, connections: CONNECTIONS, forgetful: true });
  expect(report.doubled).toBeGreaterThan(0);
});
