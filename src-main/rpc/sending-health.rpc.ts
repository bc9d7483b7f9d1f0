import {
  checkSendingDomain,
  getProviderResults,
  getSendingHealth,
  makeSendingKey,
} from '#main/services/sending/sending-health.service.ts';
import { callerOf, os } from './implement.ts';

export const sendingHealthRpc = {
  get: os.sendingHealth.get.handler(({ context }) => getSendingHealth(context.services)),
  providers: os.sendingHealth.providers.handler(({ context, input }) =>
    getProviderResults(context.services, input.days),
  ),
  check: os.sendingHealth.check.handler(({ context, input }) => checkSendingDomain(context.services, input.domain)),
  makeKey: os.sendingHealth.makeKey.handler(({ context, input }) =>
    makeSendingKey(context.services, callerOf(context).user_id, input.domain),
  ),
};
