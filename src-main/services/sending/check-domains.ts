import { findSendingDomain } from '#main/repositories/sending/sending-domain.repo.ts';
import { DAY, HOUR } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkSendingDomain, sendingDomainNames } from './sending-health.service.ts';

/** A little less than a day, so that a check each hour finds each domain once a day. */
const OLD_ENOUGH = DAY - HOUR / 2;

/** Looks at the records of each sending domain once a day: somebody may have changed them. */
export async function checkDomainsDue(ctx: Pick<ServiceContext, 'db' | 'clock' | 'secrets' | 'dns'>): Promise<void> {
  for (const domain of sendingDomainNames(ctx.db.reader)) {
    const checked_at = findSendingDomain(ctx.db.reader, domain)?.checked_at ?? 0;
    if (ctx.clock.now() - checked_at >= OLD_ENOUGH) await checkSendingDomain(ctx, domain);
  }
}
