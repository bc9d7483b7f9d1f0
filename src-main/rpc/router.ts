import { accountRpc } from './account.rpc.ts';
import { campaignsRpc } from './campaign.rpc.ts';
import { contactsRpc } from './contact.rpc.ts';
import { os } from './implement.ts';
import { importsRpc } from './import.rpc.ts';
import { listsRpc } from './list.rpc.ts';
import { mailboxRpc } from './mailbox.rpc.ts';
import { organizationRpc } from './organization.rpc.ts';
import { reportsRpc } from './report.rpc.ts';
import { sendersRpc } from './sender.rpc.ts';
import { streamRpc } from './stream.rpc.ts';
import { systemRpc } from './system.rpc.ts';

/** One implementation for each procedure of the contract; a missing one does not compile. */
export const router = os.router({
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
  system: systemRpc,
});
export type HeraldRouter = typeof router;
