import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { changeTimingRules } from '#main/services/timing/timing-rules.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.timing;

export const timingRpc = {
  rules: rpc.rules.handler(({ context }) => readTimingRules(context.services.db.reader)),
  changeRules: rpc.changeRules.handler(({ context, input }) =>
    changeTimingRules(context.services, callerOf(context).user_id, input),
  ),
};
