import { accountRpc } from './account.rpc.ts';
import { contactsRpc } from './contact.rpc.ts';
import { importsRpc } from './import.rpc.ts';
import { listsRpc } from './list.rpc.ts';
import { mailboxRpc } from './mailbox.rpc.ts';
import { organizationRpc } from './organization.rpc.ts';
import { sendersRpc } from './sender.rpc.ts';

export const router = {
  account: accountRpc,
  contacts: contactsRpc,
  imports: importsRpc,
  lists: listsRpc,
  mailbox: mailboxRpc,
  organization: organizationRpc,
  senders: sendersRpc,
};
export type HeraldRouter = typeof router;
