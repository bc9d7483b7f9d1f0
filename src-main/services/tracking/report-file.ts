import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { campaignReport } from '#main/repositories/tracking/campaign-report.repo.ts';
import { peopleByLink } from '#main/repositories/tracking/click-map.repo.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';

const NUMBERS = ['sent', 'opened', 'clicked', 'unsubscribed', 'bounced', 'failed'] as const;
type Row = { part: string; name: string } & Partial<Record<(typeof NUMBERS)[number], number>>;

/** The report of a campaign as CSV: the whole, its links, and the breakdown by each property; people alone. Names nobody. */
export function reportFile({ db: { reader } }: Pick<ServiceContext, 'db'>, id: string): File {
  const { no, name } = requireCampaign(reader, id);
  const { counts } = getCampaign(reader, id);
  const { accepted, bounced, complained, failed, unsubscribed } = counts;
  const whole: Row = {
    part: 'campaign',
    name,
    sent: accepted + bounced + complained,
    opened: counts.opened_human,
    clicked: counts.clicked_human,
    unsubscribed,
    bounced,
    failed,
  };
  const links = peopleByLink(reader, no).map(({ url, people }): Row => ({ part: 'link', name: url, clicked: people }));
  const parts = campaignReport(reader, id).breakdown.map(
    ({ dimension, value, ...outcome }): Row => ({ ...outcome, part: dimension, name: value }),
  );
  const lines = [whole, ...links, ...parts].map((row) =>
    csvLine([row.part, row.name, ...NUMBERS.map((measure) => String(row[measure] ?? ''))]),
  );
  const safeName = name.replace(/[^\p{L}\p{N} ._-]/gu, '_');
  const text = [csvLine(['part', 'name', ...NUMBERS]), ...lines].join('');
  return new File([text], `${safeName} - report.csv`, { type: 'text/csv' });
}
