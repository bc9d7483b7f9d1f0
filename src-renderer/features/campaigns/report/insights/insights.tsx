import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign, CampaignCounts } from '#shared/contract/campaign.contract.ts';
import classes from '../campaign-report.module.css';
import { BreakdownTable } from './breakdown-table.tsx';
import { ClosingPanel } from './closing-panel.tsx';
import { Funnel } from './funnel.tsx';
import { GoalPanel } from './goal-panel.tsx';
import { HourMap } from './hour-map.tsx';
import { ReasonList } from './reason-list.tsx';
import { UsualNote } from './usual-note.tsx';

/** What came of a campaign, by whom it reached: reckoned a moment after each change. */
export function Insights({ campaign, counts }: { campaign: Campaign; counts: CampaignCounts }) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const { id } = campaign;
  const { data, error, refetch } = useQuery(api.reports.campaign.queryOptions({ input: { id } }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={4} />;
  const rowsOf = (dimension: string) => data.breakdown.filter((row) => row.dimension === dimension);
  return (
    <>
      <ClosingPanel counts={counts} report={data} />
      <div className={classes.halves}>
        <Funnel counts={counts} conversion={data.goal && data.conversion} campaignId={id} />
        <UsualNote counts={counts} report={data} />
      </div>
      <GoalPanel id={id} report={data} />
      <BreakdownTable
        campaignId={id}
        rows={data.breakdown}
        note={data.as_of ? t('as_of', { time: format.instant(data.as_of, 'time') }) : t('reckoning')}
      />
      <div className={classes.halves}>
        <HourMap rows={rowsOf('hour')} />
        <div className={classes.stack}>
          <ReasonList
            kind="leave_reason"
            rows={rowsOf('leave_reason')}
            href={`/campaigns/${id}?tab=deliveries&show=unsubscribed`}
          />
          <ReasonList
            kind="failure_cause"
            rows={rowsOf('failure_cause')}
            href={`/campaigns/${id}?tab=deliveries&show=not_arrived`}
          />
        </div>
      </div>
    </>
  );
}
