import { account } from './account.contract.ts';
import { apiKeys } from './api-key.contract.ts';
import { approvals } from './approval.contract.ts';
import { bin } from './bin.contract.ts';
import { bulkEdits } from './bulk-edit.contract.ts';
import { campaigns } from './campaign.contract.ts';
import { consents, forms } from './consent.contract.ts';
import { contacts, lists } from './contact.contract.ts';
import { contactViews } from './contact-view.contract.ts';
import { duplicates } from './duplicate.contract.ts';
import { events } from './event.contract.ts';
import { exports } from './export.contract.ts';
import { failures } from './failure.contract.ts';
import { feedback } from './feedback.contract.ts';
import { fields } from './field.contract.ts';
import { imports } from './import.contract.ts';
import { inboxes } from './inbox.contract.ts';
import { mailbox } from './mailbox.contract.ts';
import { notes } from './note.contract.ts';
import { organization } from './organization.contract.ts';
import { pictures } from './picture.contract.ts';
import { preflight } from './preflight.contract.ts';
import { previews } from './preview.contract.ts';
import { pushDevices } from './push-device.contract.ts';
import { reports } from './report.contract.ts';
import { savedReports } from './saved-report.contract.ts';
import { segments } from './segment.contract.ts';
import { senders } from './sender.contract.ts';
import { sendingHealth } from './sending-health.contract.ts';
import { sendingRules } from './sending-rules.contract.ts';
import { stream } from './stream.contract.ts';
import { suppressions } from './suppression.contract.ts';
import { system } from './system.contract.ts';
import { tags } from './tag.contract.ts';
import { brand, savedBlocks, templates } from './template.contract.ts';
import { timing } from './timing.contract.ts';
import { transactional } from './transactional.contract.ts';
import { work } from './work.contract.ts';
import { workflows } from './workflow.contract.ts';

/** Everything that may be asked of Herald. Mounted unchanged on IPC, HTTP, REST and the CLI. */
export const contract = {
  account,
  apiKeys,
  approvals,
  bin,
  brand,
  bulkEdits,
  campaigns,
  consents,
  contacts,
  contactViews,
  duplicates,
  exports,
  events,
  feedback,
  failures,
  fields,
  forms,
  imports,
  inboxes,
  lists,
  mailbox,
  notes,
  organization,
  pushDevices,
  pictures,
  preflight,
  previews,
  reports,
  savedBlocks,
  savedReports,
  segments,
  senders,
  sendingRules,
  sendingHealth,
  stream,
  suppressions,
  system,
  tags,
  templates,
  timing,
  transactional,
  work,
  workflows,
};
export type HeraldContract = typeof contract;
