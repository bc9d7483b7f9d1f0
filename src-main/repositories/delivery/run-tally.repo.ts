import type { Reader } from '#main/db/access.ts';
import type { RunTally } from '#shared/domain/delivery/run-guard.ts';
import { countsOf } from './send-count.repo.ts';

/** How a send has gone so far, from the ledger's own sums; what was refused at once is told apart by its codes. */
export function runTally(reader: Reader, send_no: number): RunTally {
  const states = new Map<string, number>();
  let all = 0;
  for (const [measure, n] of countsOf(reader, send_no)) {
    const [state = measure] = measure.split(':', 1);
    states.set(state, (states.get(state) ?? 0) + n);
    all += n;
  }
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (states.get(name) ?? 0), 0);
  const refused = of('failed', 'bounced') > 0 ? refusals(reader, send_no) : { content: 0, hard: 0 };
  return {
    handled: of('accepted', 'failed', 'bounced', 'complained'),
    recipients: all - of('skipped', 'cancelled'),
    hard: refused.hard,
    complaints: of('complained'),
    content: refused.content,
  };
}

/** At once or reported later. Given up after a while is neither: such codes begin with a 4 or a letter; nor is a soft bounce. */
function refusals(reader: Reader, send_no: number): Pick<RunTally, 'content' | 'hard'> {
  const row = reader
    .sql<{ content: number; hard: number }>(
      `SELECT coalesce(sum(state = 'failed' AND code GLOB '5?? 5.7.*'), 0) AS content,
         coalesce(sum(iif(state = 'failed', code GLOB '5*' AND code NOT GLOB '5?? 5.7.*', code GLOB 'hard*')), 0) AS hard
       FROM delivery WHERE send_no = ? AND state IN ('failed', 'bounced') AND state IN (
         'deferred', 'failed', 'unknown', 'skipped', 'cancelled', 'bounced', 'complained')`,
    )
    .get(send_no);
  return row ?? { content: 0, hard: 0 };
}
