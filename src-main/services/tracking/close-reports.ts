import type { Reader } from '#main/db/access.ts';
import { outcomeOf } from '#main/repositories/campaign/campaign-counts.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { breakdownOf } from '#main/repositories/tracking/breakdown.repo.ts';
import { peopleByLink } from '#main/repositories/tracking/click-map.repo.ts';
import { insertClosing, type SendToClose, sendsToClose } from '#main/repositories/tracking/closing.repo.ts';
import { findConversion, findGoalOfSend } from '#main/repositories/tracking/goal.repo.ts';
import { classifierState } from '#main/repositories/tracking/verdict.repo.ts';
import { type ClosedReport, daysUntilClosing } from '#shared/domain/tracking/closing.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from './tracking-address.ts';

/**
 * Keeps what those reports say now whose time for answers is over. After a time in which Herald was off that is later than it should have
 * been; nothing was counted meanwhile.
 */
export function closeReports({ db, clock }: Pick<ServiceContext, 'db' | 'clock'>): void {
  const at = clock.now();
  for (const send of sendsToClose(db.reader, at)) {
    db.write((tx) => {
      insertClosing(tx, send.no, at, reportNow(tx, send));
      tx.record({ type: 'campaign.report_closed', subject: `campaign:${send.campaign_id}`, actor: null });
      tx.touch(`campaign-breakdown:${send.campaign_id}`);
    });
  }
}

function reportNow(reader: Reader, { no, campaign_id }: SendToClose): ClosedReport {
  const goal = findGoalOfSend(reader, no);
  return {
    outcome: outcomeOf(getCampaign(reader, campaign_id).counts),
    links: peopleByLink(reader, no).map(({ url, people }) => ({ url, people })),
    breakdown: breakdownOf(reader, no).rows,
    goal,
    conversion: goal && findConversion(reader, no),
    days: daysUntilClosing(goal),
    rules_version: classifierState(reader).version,
    timezone: requireOrganization(reader).timezone,
  };
}
