import {
  readTimingRules,
  type TimingRules,
  type TimingRulesEdit,
  updateTimingRules,
} from '#main/repositories/timing/timing-rules.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** They hold from the next message on, also for sends under way. */
export function changeTimingRules(
  ctx: Pick<ServiceContext, 'db'>,
  actor: string,
  { revision, ...edit }: TimingRulesEdit & { revision: number },
): TimingRules {
  ctx.db.write((tx) => {
    const after = { ...readTimingRules(tx), ...edit };
    if ((after.cap_messages === null) !== (after.cap_days === null)) {
      throw new HeraldError('INVALID_INPUT', 'A limit needs both a number of campaigns and a number of days.', {
        field: after.cap_messages === null ? 'cap_messages' : 'cap_days',
        hint: 'Give both, or neither.',
      });
    }
    if (!updateTimingRules(tx, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'These rules were changed by somebody else meanwhile.', {
        hint: 'Load them again and repeat your change.',
      });
    }
    tx.record({ type: 'timing.changed', subject: 'organization:1', actor, data: { fields: Object.keys(edit) } });
  });
  return readTimingRules(ctx.db.reader);
}
