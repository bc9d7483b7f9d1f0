import type { JobHandler } from '#main/queue/job-handler.ts';
import { mailConsent } from '#main/services/consent/consent.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

/** About half a day of tries, some minutes apart at last: for a mail server that is down. */
export function consentMailJob(ctx: ServiceContext): JobHandler<'consent.mail'> {
  return { max_attempts: 150, run: ({ consent_no }) => mailConsent(ctx, consent_no) };
}
