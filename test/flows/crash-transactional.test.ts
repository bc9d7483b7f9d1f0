import { expect, test } from 'vitest';
import { runSingleKillLoop } from '#test/support/sending/single-kill-loop.ts';

test('of single messages none is lost over five kills, and a second copy has the Message-ID of the first', {
  timeout: 120_000,
}, async () => {
  const report = await runSingleKillLoop({ messages: 250, kills: 5 });
  expect(report).toMatchObject({
    kills: 5,
    asked: 250,
    accepted: 250,
    lost: 0,
    under_another_id: 0,
    integrity: 'ok',
  });
});
