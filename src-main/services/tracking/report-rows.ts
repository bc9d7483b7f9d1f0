import type { Reader } from '#main/db/access.ts';
import { outcomeOf } from '#main/repositories/campaign/campaign-counts.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { campaignReport } from '#main/repositories/tracking/campaign-report.repo.ts';
import { peopleByLink } from '#main/repositories/tracking/click-map.repo.ts';
import { findClosing } from '#main/repositories/tracking/closing.repo.ts';
import type { Dimension, Outcome } from '#shared/domain/tracking/breakdown.ts';
import type { ClosedReport } from '#shared/domain/tracking/closing.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';

export const REPORT_COLUMNS = [
  'part',
  'name',
  'figures',
  'sent',
  'opened',
  'clicked',
  'unsubscribed',
  'bounced',
  'failed',
  'converted',
  'revenue',
] as const;

/** One line of a report that is taken away as a file; what a part does not tell is missing. */
export interface ReportRow extends Partial<Outcome> {
  part: 'campaign' | 'link' | Dimension;
  name: string;
  figures: 'now' | 'closing';
  converted?: number;
  revenue?: number;
}

type Figures = Pick<ClosedReport, 'outcome' | 'links' | 'breakdown' | 'conversion'>;

/** The whole, its links, and the breakdown by each property; people alone. As it is now, then as it was at its closing. Names nobody. */
export function reportRows(reader: Reader, id: string): ReportRow[] {
  const { no, name } = requireCampaign(reader, id);
  const { breakdown, goal, conversion } = campaignReport(reader, id);
  const now: Figures = {
    outcome: outcomeOf(getCampaign(reader, id).counts),
    links: peopleByLink(reader, no),
    breakdown,
    conversion: goal && conversion,
  };
  const closed = findClosing(reader, no);
  return [...rowsOf(name, 'now', now), ...(closed ? rowsOf(name, 'closing', closed.report) : [])];
}

function rowsOf(
  name: string,
  figures: ReportRow['figures'],
  { outcome, links, breakdown, conversion }: Figures,
): ReportRow[] {
  const reached = conversion ? { converted: conversion.people, revenue: conversion.revenue } : {};
  return [
    { part: 'campaign', name, figures, ...outcome, ...reached },
    ...links.map(({ url, people }): ReportRow => ({ part: 'link', name: url, figures, clicked: people })),
    ...breakdown.map(
      ({ dimension, value, ...counted }): ReportRow => ({ part: dimension, name: value, figures, ...counted }),
    ),
  ];
}
