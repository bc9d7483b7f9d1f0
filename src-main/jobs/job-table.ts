import type { JobTable } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { approvalTellJob } from './approval-tell.job.ts';
import { campaignCancelRestJob } from './campaign-cancel-rest.job.ts';
import { campaignDecideTestJob } from './campaign-decide-test.job.ts';
import { campaignFreezeAudienceJob } from './campaign-freeze-audience.job.ts';
import { campaignPreflightJob } from './campaign-preflight.job.ts';
import { campaignReleaseRestJob } from './campaign-release-rest.job.ts';
import { campaignStartScheduledJob } from './campaign-start-scheduled.job.ts';
import { chatTellJob } from './chat-tell.job.ts';
import { consentMailJob } from './consent-mail.job.ts';
import { contactsBulkEditJob } from './contacts-bulk-edit.job.ts';
import { contactsClearOutJob } from './contacts-clear-out.job.ts';
import { contactsExportJob } from './contacts-export.job.ts';
import { contactsFindDuplicatesJob } from './contacts-find-duplicates.job.ts';
import { fieldRewriteJob } from './field-rewrite.job.ts';
import { houseBackupJob } from './house-backup.job.ts';
import { importForgetJob } from './import-forget.job.ts';
import { importRunJob } from './import-run.job.ts';
import { inboxReadJob } from './inbox-read.job.ts';
import { inboxReadAllJob } from './inbox-read-all.job.ts';
import { listAskJob } from './list-ask.job.ts';
import { listClearJob } from './list-clear.job.ts';
import { picturesClearOutJob } from './pictures-clear-out.job.ts';
import { preferencesMailJob } from './preferences-mail.job.ts';
import { reportCloseJob } from './report-close.job.ts';
import { reportDueJob } from './report-due.job.ts';
import { reportMailJob } from './report-mail.job.ts';
import { sendingCheckDomainsJob } from './sending-check-domains.job.ts';
import { suppressionLinkJob } from './suppression-link.job.ts';
import { tagClearJob } from './tag-clear.job.ts';
import { workflowCallJob } from './workflow-call.job.ts';
import { workflowNotifyJob } from './workflow-notify.job.ts';

/** Every kind of job and who does it. */
export function jobTable(services: ServiceContext): JobTable {
  return {
    'approval.tell': approvalTellJob(services),
    'campaign.cancel-rest': campaignCancelRestJob(services),
    'campaign.decide-test': campaignDecideTestJob(services),
    'campaign.freeze-audience': campaignFreezeAudienceJob(services),
    'campaign.preflight': campaignPreflightJob(services),
    'campaign.release-rest': campaignReleaseRestJob(services),
    'campaign.start-scheduled': campaignStartScheduledJob(services),
    'contacts.bulk-edit': contactsBulkEditJob(services),
    'contacts.clear-out': contactsClearOutJob(services),
    'field.rewrite': fieldRewriteJob(services),
    'chat.tell': chatTellJob(services),
    'consent.mail': consentMailJob(services),
    'contacts.export': contactsExportJob(services),
    'contacts.find-duplicates': contactsFindDuplicatesJob(services),
    'house.backup': houseBackupJob(services),
    'import.forget': importForgetJob(services),
    'import.run': importRunJob(services),
    'inbox.read': inboxReadJob(services),
    'inbox.read-all': inboxReadAllJob(services),
    'list.ask': listAskJob(services),
    'list.clear': listClearJob(services),
    'tag.clear': tagClearJob(services),
    'pictures.clear-out': picturesClearOutJob(services),
    'preferences.mail': preferencesMailJob(services),
    'report.due': reportDueJob(services),
    'report.mail': reportMailJob(services),
    'report.close': reportCloseJob(services),
    'workflow.call': workflowCallJob(services),
    'workflow.notify': workflowNotifyJob(services),
    'sending.check-domains': sendingCheckDomainsJob(services),
    'suppression.link': suppressionLinkJob(services),
  };
}
