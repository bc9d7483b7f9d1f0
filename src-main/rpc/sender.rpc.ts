import {
  changeSender,
  createSender,
  getSender,
  listAllSenders,
  listProviders,
  makeDefaultSender,
  pauseSender,
  removeSender,
  resumeSender,
  testSender,
} from '#main/services/sending/sender.service.ts';
import { callerOf, os } from './implement.ts';

export const sendersRpc = {
  providers: os.senders.providers.handler(() => listProviders()),
  list: os.senders.list.handler(({ context }) => listAllSenders(context.services)),
  get: os.senders.get.handler(({ context, input }) => getSender(context.services, input.id)),
  create: os.senders.create.handler(({ context, input }) =>
    createSender(context.services, callerOf(context).user_id, input),
  ),
  update: os.senders.update.handler(({ context, input }) =>
    changeSender(context.services, callerOf(context).user_id, input),
  ),
  delete: os.senders.delete.handler(({ context, input }) =>
    removeSender(context.services, callerOf(context).user_id, input.id),
  ),
  makeDefault: os.senders.makeDefault.handler(({ context, input }) =>
    makeDefaultSender(context.services, callerOf(context).user_id, input.id),
  ),
  pause: os.senders.pause.handler(({ context, input }) =>
    pauseSender(context.services, callerOf(context).user_id, input.id),
  ),
  resume: os.senders.resume.handler(({ context, input }) =>
    resumeSender(context.services, callerOf(context).user_id, input.id),
  ),
  test: os.senders.test.handler(({ context, input }) => testSender(context.services, input)),
};
