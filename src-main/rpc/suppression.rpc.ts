import {
  addSuppressions,
  countSuppressed,
  exportSuppressions,
  listLeavings,
  listSuppressions,
  reasonsForLeaving,
  removalEffect,
  removeSuppression,
} from '#main/services/consent/suppression.service.ts';
import { callerOf, os } from './implement.ts';

const rpc = os.suppressions;

export const suppressionsRpc = {
  list: rpc.list.handler(({ context, input }) => listSuppressions(context.services, input)),
  counts: rpc.counts.handler(({ context }) => countSuppressed(context.services)),
  add: rpc.add.handler(({ context, input }) => addSuppressions(context.services, callerOf(context).user_id, input)),
  effect: rpc.effect.handler(({ context, input }) => removalEffect(context.services, input.id)),
  remove: rpc.remove.handler(({ context, input }) =>
    removeSuppression(context.services, callerOf(context).user_id, input),
  ),
  export: rpc.export.handler(({ context, input }) => exportSuppressions(context.services, input)),
  reasons: rpc.reasons.handler(({ context, input }) => reasonsForLeaving(context.services, input.days)),
  leavings: rpc.leavings.handler(({ context, input }) => listLeavings(context.services, input)),
};
