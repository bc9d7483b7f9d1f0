import { Anchor, Tabs } from '@mantine/core';
import { IconChartLine, IconFileText, IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { CampaignStatePill } from '#renderer/pickers/campaign-state-pill.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-report.module.css';
import { ContentTab } from './content-tab.tsx';
import { DeliveriesTab } from './deliveries-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ReportActions } from './report-actions.tsx';

const TABS = ['overview', 'deliveries', 'content'] as const;

/** What becomes of a campaign once it is scheduled or started. Tab and filters are in the address. */
export default function CampaignReport({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const tab = TABS.find((name) => name === query.get('tab')) ?? 'overview';
  return (
    <Screen fill>
      <PageHeader
        title={campaign.name}
        aside={<CampaignStatePill state={campaign.state} preparing={campaign.preparing} />}
        description={campaign.series ? <RunOf campaign={campaign} series={campaign.series} /> : campaign.subject}
        back={{ href: '/campaigns', label: t('title') }}
        actions={<ReportActions campaign={campaign} />}
      />
      <Tabs
        value={tab}
        onChange={(next) => setQuery(new URLSearchParams({ tab: next ?? 'overview' }))}
        className={classes.tabs}
        keepMounted={false}
      >
        <Tabs.List data-print="no">
          <Tabs.Tab value="overview" leftSection={<IconChartLine size={16} aria-hidden />}>
            {t('tab.overview')}
          </Tabs.Tab>
          {may('delivery.read') && (
            <Tabs.Tab value="deliveries" leftSection={<IconListDetails size={16} aria-hidden />}>
              {t('tab.deliveries')}
            </Tabs.Tab>
          )}
          <Tabs.Tab value="content" leftSection={<IconFileText size={16} aria-hidden />}>
            {t('tab.content')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview" className={classes.scrolling}>
          <OverviewTab campaign={campaign} />
        </Tabs.Panel>
        {may('delivery.read') && (
          <Tabs.Panel value="deliveries" className={classes.filling}>
            <DeliveriesTab campaign={campaign} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="content" className={classes.filling}>
          <ContentTab campaign={campaign} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}

/** Each run of a campaign that repeats is a campaign of its own. */
function RunOf({ campaign, series }: { campaign: Campaign; series: { id: string; name: string } }) {
  const { t } = useTranslation('timing');
  return (
    <>
      {campaign.subject} ·{' '}
      <Anchor component={Link} href={`/campaigns/${series.id}`}>
        {t('run_of', { name: series.name })}
      </Anchor>
    </>
  );
}
