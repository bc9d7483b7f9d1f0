import { changeSendingRules, getSendingRules } from '#main/services/sending/sending-rules.service.ts';
import { callerOf, os } from './implement.ts';

export const sendingRulesRpc = {
  get: os.sendingRules.get.handler(({ context }) => getSendingRules(context.services)),
  update: os.sendingRules.update.handler(({ context, input }) =>
    changeSendingRules(context.services, callerOf(context).user_id, input),
  ),
};
