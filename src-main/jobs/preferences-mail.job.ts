import type { JobHandler } from '#main/queue/job-handler.ts';
import { mailPreferencesLink } from '#main/services/consent/preference-link.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function preferencesMailJob(ctx: ServiceContext): JobHandler<'preferences.mail'> {
  return { max_attempts: 150, run: ({ link_no }) => mailPreferencesLink(ctx, link_no) };
}
