import { Alert, Anchor, Button, Stack } from '@mantine/core';
import { IconHelpCircle, IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { HomeSummary } from '#shared/contract/report.contract.ts';
import { type HomeTile, isNumberTile } from '#shared/domain/home-tile.ts';
import { CampaignPanel } from './campaign-panel.tsx';
import { FirstSteps } from './first-steps.tsx';
import { HomeGrid } from './home-grid.tsx';
import { LastHour } from './last-hour.tsx';
import { NumberTile } from './number-tile.tsx';
import { GrowthTile, TrendTile } from './trend-tile.tsx';
import { useArrangement } from './use-arrangement.ts';
import { useWaitingApprovals, WaitingApprovals } from './waiting-approvals.tsx';
import { WorsenedDomains } from './worsened-domains.tsx';

export default function HomeScreen() {
  const { t } = useTranslation('home');
  const { data, error, refetch } = useQuery(api.reports.home.queryOptions());
  const arrangement = useArrangement();
  const [arranging, setArranging] = useState(false);
  const tiles = arrangement.tiles;
  const bare = data !== undefined && isBare(data);
  const waiting = useWaitingApprovals();
  const failed = error && !data ? { error, refetch } : arrangement.error && !tiles ? arrangement : null;
  return (
    <Screen>
      <PageHeader
        title={t('title')}
        actions={
          <Actions
            arranging={arranging}
            canArrange={data !== undefined && !bare}
            onArrange={setArranging}
            onUsual={arrangement.usual ? undefined : arrangement.asUsual}
          />
        }
      />
      {failed ? (
        <ErrorState error={failed.error} onRetry={failed.refetch} />
      ) : data && tiles ? (
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
          <FirstSteps summary={data} />
          {bare || (
            <HomeGrid
              tiles={tiles}
              arranging={arranging}
              onArrange={arrangement.arrange}
              content={(id) => (id === 'approvals' && waiting.length === 0 ? null : contentOf(id, data))}
            />
          )}
        </Stack>
      ) : (
        <LoadingPage />
      )}
    </Screen>
  );
}

interface ActionsProps {
  arranging: boolean;
  canArrange: boolean;
  onArrange(arranging: boolean): void;
  /** Absent where everything is as usual. */
  onUsual?: () => void;
}

function Actions({ arranging, canArrange, onArrange, onUsual }: ActionsProps) {
  const { t } = useTranslation('home');
  const may = useMay();
  if (arranging) {
    return (
      <>
        {onUsual && (
          <Button variant="default" onClick={onUsual}>
            {t('arrange.usual')}
          </Button>
        )}
        <Button onClick={() => onArrange(false)}>{t('arrange.done')}</Button>
      </>
    );
  }
  return (
    <>
      {canArrange && (
        <Button
          variant="default"
          leftSection={<IconLayoutGrid size={16} aria-hidden />}
          onClick={() => onArrange(true)}
        >
          {t('arrange.start')}
        </Button>
      )}
      {may('campaign.write') && (
        <Button component={Link} href="/campaigns/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('new_campaign')}
        </Button>
      )}
    </>
  );
}

function contentOf(id: HomeTile, summary: HomeSummary): ReactNode {
  if (isNumberTile(id)) return <NumberTile kind={id} summary={summary} />;
  switch (id) {
    case 'approvals':
      return <WaitingApprovals />;
    case 'last_hour':
      return <LastHour points={summary.points} />;
    case 'campaigns':
      return <CampaignPanel running={summary.running} recent={summary.recent} />;
    case 'trend':
      return <TrendTile summary={summary} />;
    case 'growth':
      return <GrowthTile />;
  }
}

/** Nothing to count yet: a board of noughts would only stand in the way of the first steps. */
function isBare({ contacts, running, recent, sent }: HomeSummary): boolean {
  return contacts === 0 && sent === 0 && running.length === 0 && recent.length === 0;
}
