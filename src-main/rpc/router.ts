import { accountRpc } from './account.rpc.ts';
import { apiKeysRpc } from './api-key.rpc.ts';
import { approvalsRpc } from './approval.rpc.ts';
import { binRpc } from './bin.rpc.ts';
import { bulkEditsRpc } from './bulk-edit.rpc.ts';
import { campaignsRpc } from './campaign.rpc.ts';
import { consentsRpc } from './consent.rpc.ts';
import { contactsRpc } from './contact.rpc.ts';
import { contactViewsRpc } from './contact-view.rpc.ts';
import { duplicatesRpc } from './duplicate.rpc.ts';
import { eventsRpc } from './event.rpc.ts';
import { exportsRpc } from './export.rpc.ts';
import { failuresRpc } from './failure.rpc.ts';
import { feedbackRpc } from './feedback.rpc.ts';
import { fieldsRpc } from './field.rpc.ts';
import { formsRpc } from './form.rpc.ts';
import { os } from './implement.ts';
import { importsRpc } from './import.rpc.ts';
import { inboxesRpc } from './inbox.rpc.ts';
import { listsRpc } from './list.rpc.ts';
import { mailboxRpc } from './mailbox.rpc.ts';
import { notesRpc } from './note.rpc.ts';
import { organizationRpc } from './organization.rpc.ts';
import { picturesRpc } from './picture.rpc.ts';
import { preflightRpc } from './preflight.rpc.ts';
import { previewsRpc } from './preview.rpc.ts';
import { pushDevicesRpc } from './push-device.rpc.ts';
import { reportsRpc } from './report.rpc.ts';
import { savedReportsRpc } from './saved-report.rpc.ts';
import { segmentsRpc } from './segment.rpc.ts';
import { sendersRpc } from './sender.rpc.ts';
import { sendingHealthRpc } from './sending-health.rpc.ts';
import { sendingRulesRpc } from './sending-rules.rpc.ts';
import { streamRpc } from './stream.rpc.ts';
import { suppressionsRpc } from './suppression.rpc.ts';
import { systemRpc } from './system.rpc.ts';
import { tagsRpc } from './tag.rpc.ts';
import { brandRpc, savedBlocksRpc, templatesRpc } from './template.rpc.ts';
import { timingRpc } from './timing.rpc.ts';
import { transactionalRpc } from './transactional.rpc.ts';
import { workRpc } from './work.rpc.ts';
import { workflowsRpc } from './workflow.rpc.ts';

/** One implementation for each procedure of the contract; a missing one does not compile. */
export const router = os.router({
  account: accountRpc,
  apiKeys: apiKeysRpc,
  approvals: approvalsRpc,
  bin: binRpc,
  brand: brandRpc,
  bulkEdits: bulkEditsRpc,
  campaigns: campaignsRpc,
  consents: consentsRpc,
  contacts: contactsRpc,
  contactViews: contactViewsRpc,
  duplicates: duplicatesRpc,
  exports: exportsRpc,
  events: eventsRpc,
  feedback: feedbackRpc,
  failures: failuresRpc,
  fields: fieldsRpc,
  forms: formsRpc,
  imports: importsRpc,
  inboxes: inboxesRpc,
  lists: listsRpc,
  mailbox: mailboxRpc,
  notes: notesRpc,
  organization: organizationRpc,
  pushDevices: pushDevicesRpc,
  pictures: picturesRpc,
  preflight: preflightRpc,
  previews: previewsRpc,
  reports: reportsRpc,
  savedBlocks: savedBlocksRpc,
  savedReports: savedReportsRpc,
  segments: segmentsRpc,
  senders: sendersRpc,
  sendingRules: sendingRulesRpc,
  sendingHealth: sendingHealthRpc,
  stream: streamRpc,
  suppressions: suppressionsRpc,
  system: systemRpc,
  tags: tagsRpc,
  templates: templatesRpc,
  timing: timingRpc,
  transactional: transactionalRpc,
  work: workRpc,
  workflows: workflowsRpc,
});
export type HeraldRouter = typeof router;
