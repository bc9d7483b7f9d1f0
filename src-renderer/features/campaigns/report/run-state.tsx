import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCalendarTime, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { progressOf } from '#renderer/pickers/campaign-progress.ts';
import { formatInstant } from '#renderer/ui/format-instant.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign, CampaignStats } from '#shared/contract/campaign.contract.ts';
import { comparesVariants } from '#shared/domain/experiment/experiment.ts';
import { secondsLeft } from '../campaign-figures.ts';
import { AudienceCount } from '../send/audience-count.tsx';
import { HeldBack } from './held-back.tsx';
import { TimingNote } from './timing-note.tsx';

interface RunStateProps {
  campaign: Campaign;
  stats: CampaignStats | undefined;
}

/** When it goes out, how far it is, or why it stands still. */
export function RunState({ campaign, stats }: RunStateProps) {
  const { t } = useTranslation('campaign');
  const { state, reason, preparing } = campaign;
  const runs = state === 'sending' || state === 'paused';
  return (
    <>
      {state === 'scheduled' && <ScheduledFor campaign={campaign} />}
      <TimingNote campaign={campaign} />
      {reason && (
        <Alert
          role="status"
          color={state === 'failed' ? 'red' : 'amber'}
          icon={
            state === 'failed' ? <IconAlertTriangle size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />
          }
        >
          {reason}
        </Alert>
      )}
      {runs && preparing && (
        <Stack gap={6}>
          <Progress value={100} animated aria-label={t('progress.preparing')} />
          <Text size="sm" c="dimmed">
            {t('progress.preparing')}
          </Text>
        </Stack>
      )}
      {runs && !preparing && stats && <RunProgress campaign={campaign} stats={stats} />}
    </>
  );
}

function ScheduledFor({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaign');
  const { locale } = useFormat();
  const { schedule, hold_until } = campaign;
  if (hold_until) {
    return (
      <Stack gap="md">
        <HeldBack campaign={campaign} until={hold_until} />
        <AudienceCount id={campaign.id} channel={campaign.channel} />
      </Stack>
    );
  }
  if (!schedule) return null;
  return (
    <Stack gap="md">
      <Alert role="note" color="blue" icon={<IconCalendarTime size={18} aria-hidden />}>
        {t('overview.scheduled', { when: formatInstant(locale, schedule.timezone, schedule.at, 'full') })}
      </Alert>
      <AudienceCount id={campaign.id} channel={campaign.channel} />
    </Stack>
  );
}

function RunProgress({ campaign, stats }: { campaign: Campaign; stats: CampaignStats }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const { done, all } = progressOf(stats.counts);
  const paused = campaign.state === 'paused';
  // Who waits for the outcome of a test waits for no sender.
  const isTest = campaign.experiment !== null && comparesVariants(campaign.experiment);
  const left = paused || isTest ? null : secondsLeft(stats.counts, stats.rate_per_second);
  return (
    <Stack gap={6}>
      <Progress
        value={all > 0 ? (100 * done) / all : 0}
        color={paused ? 'gray' : undefined}
        aria-label={t('progress.label')}
      />
      <Group gap="md" className="numbers">
        <Text size="sm">{t('progress.done', { done: format.number(done), all: format.number(all) })}</Text>
        {!paused && stats.rate_per_second !== null && (
          <Text size="sm" c="dimmed">
            {t('progress.rate', { rate: format.number(Math.round(stats.rate_per_second)) })}
          </Text>
        )}
        {left !== null && left > 0 && (
          <Text size="sm" c="dimmed">
            {t('progress.left', { time: format.duration(left) })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
