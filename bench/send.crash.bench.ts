import { runKillLoop } from '#test/support/sending/kill-loop.ts';
import type { Bench, Figure } from './figure.ts';

const CONNECTIONS = 10;

/** Kills a sending process again and again; the mutant that does not mark what leaves shows that the check can fail. */
const bench: Bench = {
  name: 'send.crash',
  async run({ quick }) {
    const size = quick ? { recipients: 1_000, kills: 6 } : { recipients: 3_000, kills: 20 };
    const report = await runKillLoop({ ...size, connections: CONNECTIONS });
    const mutant = await runKillLoop({ recipients: 600, kills: 4, connections: CONNECTIONS, forgetful: true });
    const held =
      report.doubled === 0 &&
      report.missed === 0 &&
      report.sum === report.audience &&
      report.accepted + report.unknown === report.audience &&
      report.most_unknown_per_kill <= CONNECTIONS &&
      report.integrity === 'ok' &&
      mutant.doubled > 0;
    const figure: Figure = {
      bench: 'send.crash',
      value: report.doubled + report.missed,
      unit: 'recipients doubled or missed',
      against: 'mutant without the mark',
      baseline: mutant.doubled,
      ratio: held ? 1 : 0,
      goal: 1,
      pass: held,
      n: report.audience,
      repeats: 1,
      spread: 0,
      kills: report.kills,
      doubled: report.doubled,
      missed: report.missed,
      unknown: report.unknown,
      most_unknown_per_kill: report.most_unknown_per_kill,
      connections: CONNECTIONS,
    };
    return [figure];
  },
};
export default bench;
