import { clearMailbox, deleteFromMailbox, listMailbox, readMailbox } from '#main/services/mailbox/mailbox.service.ts';
import { os } from './implement.ts';

export const mailboxRpc = {
  list: os.mailbox.list.handler(({ context, input }) => listMailbox(context.services, input)),
  get: os.mailbox.get.handler(({ context, input }) => readMailbox(context.services, input.id)),
  delete: os.mailbox.delete.handler(({ context, input }) => deleteFromMailbox(context.services, input.id)),
  clear: os.mailbox.clear.handler(({ context }) => clearMailbox(context.services)),
};
