import { listWork } from '#main/services/system/work.service.ts';
import { callerOf, os } from './implement.ts';

export const workRpc = {
  list: os.work.list.handler(({ context }) => listWork(context.services, callerOf(context))),
};
