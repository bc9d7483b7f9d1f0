import { runWorkflowKillLoop } from '#test/support/workflow/workflow-kill-loop.ts';
import type { Bench } from './figure.ts';

/** People pass while the process is killed: each ends at the right node, each message is there once. */
const bench: Bench = {
  name: 'workflow.crash',
  async run({ quick }) {
    const { contacts, kills, right, missing, repeated, integrity } = await runWorkflowKillLoop(
      quick ? { contacts: 1_000, kills: 5 } : { contacts: 10_000, kills: 50 },
    );
    const isRight = right === contacts && missing + repeated === 0 && integrity === 'ok';
    return [
      {
        bench: 'workflow.crash',
        value: right,
        unit: 'contacts at the right node, each message once',
        against: 'contacts',
        baseline: contacts,
        ratio: right / contacts,
        goal: 1,
        pass: isRight,
        n: kills,
        repeats: 1,
        spread: 0,
        missing,
        repeated,
        integrity,
      },
    ];
  },
};
export default bench;
