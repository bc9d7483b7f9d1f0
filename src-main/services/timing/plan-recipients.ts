import type { Tx } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { planDelivery, recipientsAfter, skipLate } from '#main/repositories/timing/planned-delivery.repo.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import { zoneOr } from '#shared/domain/campaign/wall-time.ts';
import { isPlain, recipientPlanner } from '#shared/domain/timing/plan-recipient.ts';
import { quietOf } from '#shared/domain/timing/send-timing.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** Gives the recipients whose rows have just been written their moments, each by the clocks of their zone or of the organization. */
export function planRecipients(
  tx: Tx,
  record: CampaignRecord,
  { after, started, now }: { after: number; started: Millis; now: Millis },
): void {
  const { timing } = record;
  const plan = { timing, quiet: quietOf(timing, readTimingRules(tx).quiet), started };
  if (isPlain(plan)) return;
  const own = findOrganization(tx)?.timezone ?? 'UTC';
  const dueOf = recipientPlanner(plan);
  const late: number[] = [];
  for (const { no, timezone } of recipientsAfter(tx, record.no, after)) {
    const due = dueOf(no, zoneOr(timezone, own));
    if (due === 'skip') late.push(no);
    else if (due > now) planDelivery(tx, no, due);
  }
  if (late.length > 0) skipLate(tx, record.no, late);
}
