import { accountRpc } from './account.rpc.ts';
import { campaignsRpc } from './campaign.rpc.ts';
import { contactsRpc } from './contact.rpc.ts';
import { importsRpc } from './import.rpc.ts';
import { listsRpc } from './list.rpc.ts';
import { mailboxRpc } from './mailbox.rpc.ts';
import { organizationRpc } from './organization.rpc.ts';
import { reportsRpc } from './report.rpc.ts';
import { sendersRpc } from './sender.rpc.ts';
import { streamRpc } from './stream.rpc.ts';

export const router = {
  account: accountRpc,
  campaigns: campaignsRpc,
  contacts: contactsRpc,
  imports: importsRpc,
  lists: listsRpc,
  mailbox: mailboxRpc,
  organization: organizationRpc,
  reports: reportsRpc,
  senders: sendersRpc,
  stream: streamRpc,
};
export type HeraldRouter = typeof router;
