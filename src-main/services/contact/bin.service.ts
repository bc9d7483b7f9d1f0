import { type BinQuery, type BinView, readBinPage } from '#main/repositories/contact/contact-bin.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import type { ServiceContext } from '../service-context.ts';

export function listBin(ctx: Pick<ServiceContext, 'db'>, query: Omit<BinQuery, 'keep'>): Page<BinView> {
  return readBinPage(ctx.db.reader, { ...query, keep: keepMillis(ctx) });
}

/** How long contacts stay in the recycle bin. */
export function keepMillis(ctx: Pick<ServiceContext, 'db'>): number {
  return (findOrganization(ctx.db.reader)?.bin_days ?? 30) * DAY;
}
