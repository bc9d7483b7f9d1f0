import type { Reader } from '#main/db/access.ts';
import { findOrganization, type OrganizationRow } from '#main/repositories/system/organization.repo.ts';
import { isPublicHost } from '#shared/domain/public-address.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** Refuses until Herald has been set up. */
export function requireOrganization(reader: Reader): OrganizationRow {
  const row = findOrganization(reader);
  if (!row)
    throw new HeraldError('SETUP_REQUIRED', 'Herald has not been set up yet.', { hint: 'Open the setup link.' });
  return row;
}

/** What the pixel, links and unsubscribes of mails start with now. */
export function trackingBase(ctx: Pick<ServiceContext, 'endpoints'>, organization: OrganizationRow): string {
  return organization.public_url ?? ctx.endpoints.tracking_url;
}

/** Whether recipients outside could open such an address. */
export function isReachable(base: string): boolean {
  return URL.canParse(base) && isPublicHost(new URL(base).hostname);
}
