import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useConnection } from '#renderer/data/connection.store.ts';
import { TimeChart } from '#renderer/ui/chart.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { CampaignApproval, isOpen } from '../approval/campaign-approval.tsx';
import { LeftOut } from '../send/left-out.tsx';
import classes from './campaign-report.module.css';
import { withQuietBefore } from './chart-span.ts';
import { ClickMap } from './clicks/click-map.tsx';
import { ExperimentSection } from './experiment-section.tsx';
import { Insights } from './insights/insights.tsx';
import { LinksTable } from './links-table.tsx';
import { MailboxHint } from './mailbox-hint.tsx';
import { MeasureTiles } from './measure-tiles.tsx';
import { RunState } from './run-state.tsx';
import { SeriesRuns } from './series-runs.tsx';
import { SmsCharges } from './sms-charges.tsx';
import { UnknownBox } from './unknown-box.tsx';

const MEASURES = ['sent', 'opened', 'clicked', 'unsubscribed'] as const;

/** Where the campaign stands, moving by itself while it runs. */
export function OverviewTab({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const { id } = campaign;
  const stale = useConnection(({ state }) => state === 'stale');
  const { data: stats, error, refetch } = useQuery(api.campaigns.stats.queryOptions({ input: { id } }));
  const points = useMemo(() => withQuietBefore(stats?.points ?? [], stats?.step_seconds ?? 60), [stats]);
  if (error && !stats) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className={classes.overview}>
      {stats && (
        <Text size="sm" c="dimmed" data-print="only">
          {t('overview.printed', { time: format.instant(stats.as_of, 'full') })}
        </Text>
      )}
      <RunState campaign={campaign} stats={stats} />
      {isOpen(campaign) && <CampaignApproval campaign={campaign} />}
      {stale && stats && (
        <Text size="sm" c="var(--mantine-color-red-text)" role="status">
          {t('overview.stale', { time: format.instant(stats.as_of, 'time') })}
        </Text>
      )}
      <SeriesRuns campaign={campaign} />
      {campaign.state !== 'scheduled' && !campaign.timing.repeat && (
        <>
          <MailboxHint campaign={campaign} />
          <MeasureTiles id={id} counts={stats?.counts} stale={stale} />
          {stats && <SmsCharges sender_id={campaign.sender_id} charges={stats.charges} />}
          {campaign.experiment && campaign.started_at && (
            <ExperimentSection campaign={campaign} experiment={campaign.experiment} />
          )}
          {stats && stats.counts.unknown > 0 && <UnknownBox id={id} count={stats.counts.unknown} />}
          <section className={classes.panel} aria-label={t('overview.chart')}>
            <TimeChart label={t('overview.chart')} points={points} measures={MEASURES} filename={campaign.name} />
          </section>
          {stats && (
            <div className={classes.pair}>
              <LinksTable id={id} links={stats.links} sent={stats.counts.accepted} />
              <section className={classes.panel}>
                <LeftOut excluded={stats.excluded} channel={campaign.channel} />
              </section>
            </div>
          )}
          {campaign.channel === 'email' && stats && stats.links.length > 0 && <ClickMap campaign={campaign} />}
          {stats && campaign.started_at && <Insights campaign={campaign} counts={stats.counts} />}
        </>
      )}
      {!isOpen(campaign) && <CampaignApproval campaign={campaign} />}
    </div>
  );
}
