import {
  discardFailed,
  listFailureGroups,
  listFailures,
  retryFailures,
} from '#main/services/sending/failure.service.ts';
import { callerOf, os } from './implement.ts';

export const failuresRpc = {
  groups: os.failures.groups.handler(({ context }) => listFailureGroups(context.services)),
  list: os.failures.list.handler(({ context, input }) => listFailures(context.services, input)),
  retry: os.failures.retry.handler(({ context, input }) =>
    retryFailures(context.services, callerOf(context).user_id, input),
  ),
  discard: os.failures.discard.handler(({ context, input }) =>
    discardFailed(context.services, callerOf(context).user_id, input),
  ),
};
