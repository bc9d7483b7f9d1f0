import {
  changeInbox,
  createInbox,
  listAllInboxes,
  readInboxSoon,
  removeInbox,
  testInbox,
} from '#main/services/feedback/inbox.service.ts';
import { callerOf, os } from './implement.ts';

export const inboxesRpc = {
  list: os.inboxes.list.handler(({ context }) => listAllInboxes(context.services)),
  create: os.inboxes.create.handler(({ context, input }) =>
    createInbox(context.services, callerOf(context).user_id, input),
  ),
  update: os.inboxes.update.handler(({ context, input }) =>
    changeInbox(context.services, callerOf(context).user_id, input),
  ),
  delete: os.inboxes.delete.handler(({ context, input }) =>
    removeInbox(context.services, callerOf(context).user_id, input.id),
  ),
  test: os.inboxes.test.handler(({ context, input }) => testInbox(context.services, input.id)),
  read: os.inboxes.read.handler(({ context, input }) => readInboxSoon(context.services, input.id)),
};
