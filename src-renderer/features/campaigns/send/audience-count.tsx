import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { LeftOut } from './left-out.tsx';

/** How many get it, how many do not, and why. */
export function AudienceCount({ id, channel }: { id: string; channel: Channel }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const { data, error, refetch } = useQuery(api.campaigns.audience.queryOptions({ input: { id } }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={56} />;
  return (
    <Stack gap="xs">
      <div aria-live="polite">
        <Text span fz={28} lh="32px" fw={600} className="numbers">
          {format.number(data.recipients)}
        </Text>{' '}
        <Text span c="dimmed">
          {t('audience.of_addressed', { count: data.addressed })}
        </Text>
      </div>
      <LeftOut excluded={data.excluded} channel={channel} />
    </Stack>
  );
}
