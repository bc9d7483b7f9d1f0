import { expect, test } from 'vitest';
import { runWorkflowKillLoop } from '#test/support/workflow/workflow-kill-loop.ts';

test('each contact ends at the right node and each message is there once, over six kills', {
  timeout: 180_000,
}, async () => {
  expect(await runWorkflowKillLoop({ contacts: 1_500, kills: 6 })).toEqual({
    kills: 6,
    contacts: 1_500,
    right: 1_500,
    missing: 0,
    repeated: 0,
    integrity: 'ok',
  });
});

test('an engine that keeps no keys and commits effects before positions repeats messages', {
  timeout: 180_000,
}, async () => {
  const { repeated } = await runWorkflowKillLoop({ contacts: 400, kills: 6, careless: true });
  expect(repeated).toBeGreaterThan(0);
});
