import { expect, test } from 'vitest';
import { runWorkflowKillLoop } from '#test/support/workflow/workflow-kill-loop.ts';

test('each contact ends at the right node and each message is there once, over five kills', {
  timeout: 180_000,
}, async () => {
  expect(await runWorkflowKillLoop({ contacts: 1_250, kills: 5 })).toEqual({
    kills: 5,
    contacts: 1_250,
    right: 1_250,
    missing: 0,
    repeated: 0,
    integrity: 'ok',
  });
});

test('an engine that keeps no keys and commits effects before positions repeats messages', {
  timeout: 180_000,
}, async () => {
  const { repeated } = await runWorkflowKillLoop({ contacts: 400, kills: 3, careless: true });
  expect(repeated).toBeGreaterThan(0);
});
