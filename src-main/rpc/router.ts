import { contactsRpc } from './contact.rpc.ts';
import { listsRpc } from './list.rpc.ts';
import { mailboxRpc } from './mailbox.rpc.ts';
import { organizationRpc } from './organization.rpc.ts';
import { sendersRpc } from './sender.rpc.ts';
import { os } from './implement.ts';

export const router = os.router({
  contacts: contactsRpc,
  lists: listsRpc,
  mailbox: mailboxRpc,
  organization: organizationRpc,
  senders: sendersRpc,
});
export type HeraldRouter = typeof router;
