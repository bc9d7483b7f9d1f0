import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { useSecondsLeft } from '#renderer/ui/use-seconds-left.ts';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { useRunActions } from '../use-campaign-actions.ts';

/** Sent by a slip of the hand? Until the time is over nothing has left, and it can be taken back. */
export function HeldBack({ campaign, until }: { campaign: Campaign; until: string }) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const run = useRunActions(campaign);
  const left = useSecondsLeft(until);
  const span = (Date.parse(until) - Date.parse(campaign.updated_at)) / 1_000;
  return (
    <Alert role="status" color="blue" icon={<IconHourglass size={18} aria-hidden />} title={t('held.title')}>
      <Stack gap="sm">
        <Text size="sm" className="numbers" aria-live="off">
          {left > 0 ? t('held.left', { count: left }) : t('held.starting')}
        </Text>
        <Progress size="sm" value={span > 0 ? (100 * left) / span : 0} aria-label={t('held.progress')} />
        {may('campaign.send') && (
          <Group gap="xs">
            <Button size="xs" loading={run.busy} disabled={left === 0} onClick={run.unschedule}>
              {t('held.undo')}
            </Button>
            <Button size="xs" variant="default" loading={run.busy} disabled={left === 0} onClick={run.sendNow}>
              {t('held.now')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
