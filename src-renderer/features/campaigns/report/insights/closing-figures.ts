import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import { sentOf } from '../../campaign-figures.ts';

export interface ClosingFigure {
  name: 'sent' | 'opened' | 'clicked' | 'unsubscribed' | 'bounced' | 'failed' | 'converted' | 'revenue';
  kept: number;
  since: number;
  /** Whether it is a part of what was sent. */
  has_share: boolean;
}

/**
 * What came until the closing and since then; empty while the report is open. The goal counts where it is still what it was then: results
 * of another one could not be told apart.
 */
export function closingFigures(
  counts: CampaignCounts,
  { closing, goal, conversion }: Pick<CampaignReport, 'closing' | 'goal' | 'conversion'>,
): ClosingFigure[] {
  if (!closing) return [];
  const { outcome } = closing;
  const figure = (name: ClosingFigure['name'], kept: number, now: number, has_share = true): ClosingFigure => ({
    name,
    kept,
    since: now - kept,
    has_share,
  });
  const figures = [
    figure('sent', outcome.sent, sentOf(counts), false),
    figure('opened', outcome.opened, counts.opened_human),
    figure('clicked', outcome.clicked, counts.clicked_human),
    figure('unsubscribed', outcome.unsubscribed, counts.unsubscribed),
    figure('bounced', outcome.bounced, counts.bounced),
    figure('failed', outcome.failed, counts.failed, false),
  ];
  const isSameGoal = JSON.stringify(goal) === JSON.stringify(closing.goal);
  if (!goal || !isSameGoal || !closing.conversion || !conversion) return figures;
  figures.push(figure('converted', closing.conversion.people, conversion.people));
  if (goal.amount) figures.push(figure('revenue', closing.conversion.revenue, conversion.revenue, false));
  return figures;
}
