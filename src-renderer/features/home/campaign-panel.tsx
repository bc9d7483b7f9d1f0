import { Anchor, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLiveValues } from '#renderer/data/metrics.store.ts';
import { progressOf } from '#renderer/pickers/campaign-progress.ts';
import { CampaignStatePill } from '#renderer/pickers/campaign-state-pill.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignRow } from '#shared/contract/campaign.contract.ts';
import classes from './home.module.css';

interface CampaignPanelProps {
  running: readonly CampaignRow[];
  recent: readonly CampaignRow[];
}

export function CampaignPanel({ running, recent }: CampaignPanelProps) {
  const { t } = useTranslation('home');
  const others = recent.filter(({ id }) => !running.some((campaign) => campaign.id === id));
  return (
    <Stack component="section" className={classes.panel} gap="xs">
      {running.length > 0 && (
        <>
          <Title order={2}>{t('running')}</Title>
          <ul className={classes.campaigns} style={{ marginBottom: 0 }}>
            {running.map((campaign) => (
              <RunningCampaign key={campaign.id} campaign={campaign} />
            ))}
          </ul>
        </>
      )}
      {(others.length > 0 || running.length === 0) && (
        <>
          <Group justify="space-between">
            <Title order={2}>{t('recent')}</Title>
            <Anchor component={Link} href="/campaigns" size="sm">
              {t('all_campaigns')}
            </Anchor>
          </Group>
          {others.length === 0 && <Text c="dimmed">{t('no_campaigns')}</Text>}
          <ul className={classes.campaigns}>
            {others.map((campaign) => (
              <RecentCampaign key={campaign.id} campaign={campaign} />
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}

function RunningCampaign({ campaign }: { campaign: CampaignRow }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const live = useLiveValues(`campaign:${campaign.id}`);
  const { done, all } = progressOf({ ...campaign.counts, ...live });
  const words = t('progress', { done: format.number(done), all: format.number(all) });
  return (
    <li>
      <Link href={`/campaigns/${campaign.id}`} className={classes.campaign}>
        <Group justify="space-between" wrap="nowrap" mb={6}>
          <Text fw={500} truncate>
            {campaign.name}
          </Text>
          <Text size="sm" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
            {words}
          </Text>
        </Group>
        <Progress.Root size="sm">
          <Progress.Section value={all ? (100 * done) / all : 0} aria-label={`${campaign.name}: ${words}`} />
        </Progress.Root>
      </Link>
    </li>
  );
}

function RecentCampaign({ campaign: { id, name, state, counts, updated_at } }: { campaign: CampaignRow }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const share = (part: number) => format.percent(part, counts.accepted);
  return (
    <li>
      <Link href={`/campaigns/${id}`} className={classes.campaign}>
        <Group justify="space-between" wrap="nowrap">
          <Text fw={500} truncate>
            {name}
          </Text>
          <CampaignStatePill state={state} />
        </Group>
        <Text size="sm" c="dimmed" className="numbers">
          {counts.accepted > 0
            ? t('outcome', {
                sent: format.number(counts.accepted),
                opened: share(counts.opened_human),
                clicked: share(counts.clicked_human),
              })
            : format.relative(updated_at)}
        </Text>
      </Link>
    </li>
  );
}
