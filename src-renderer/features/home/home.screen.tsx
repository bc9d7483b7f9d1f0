import { Alert, Anchor, Button, Stack } from '@mantine/core';
import { IconHelpCircle, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { HomeSummary } from '#shared/contract/report.contract.ts';
import { CampaignPanel } from './campaign-panel.tsx';
import { FirstSteps } from './first-steps.tsx';
import classes from './home.module.css';
import { HomeTiles } from './home-tiles.tsx';
import { LastHour } from './last-hour.tsx';
import { WaitingApprovals } from './waiting-approvals.tsx';
import { WorsenedDomains } from './worsened-domains.tsx';

export default function HomeScreen() {
  const { t } = useTranslation('home');
  const may = useMay();
  const { data, error, refetch } = useQuery(api.reports.home.queryOptions());
  const action = may('campaign.write') && (
    <Button component={Link} href="/campaigns/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('new_campaign')}
    </Button>
  );
  return (
    <Screen>
      <PageHeader title={t('title')} actions={action} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : data ? (
        <Stack gap="md">
          {data.unknown > 0 && (
            <Alert color="amber" icon={<IconHelpCircle size={18} />}>
              {t('unknown', { count: data.unknown })}{' '}
              <Anchor component={Link} href="/campaigns" inherit>
                {t('review')}
              </Anchor>
            </Alert>
          )}
          <WorsenedDomains domains={data.worsened_domains} />
          <WaitingApprovals />
          <FirstSteps summary={data} />
          {isBare(data) || (
            <>
              <HomeTiles summary={data} />
              <div className={classes.columns}>
                <LastHour points={data.points} />
                <CampaignPanel running={data.running} recent={data.recent} />
              </div>
            </>
          )}
        </Stack>
      ) : (
        <LoadingPage />
      )}
    </Screen>
  );
}

/** Nothing to count yet: a board of noughts would only stand in the way of the first steps. */
function isBare({ contacts, running, recent, sent }: HomeSummary): boolean {
  return contacts === 0 && sent === 0 && running.length === 0 && recent.length === 0;
}
