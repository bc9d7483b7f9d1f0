import { Group, Text } from '@mantine/core';
import { IconAntennaBars5, IconClockPause, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/data/connection.store.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** Whether what is on the screen is true now, or from when it is. */
export function ConnectionSign() {
  const { t } = useTranslation('frame');
  const { state, last_seen_at } = useConnection();
  const format = useFormat();
  const signs = {
    connecting: { icon: IconRefresh, color: 'dimmed', words: t('connecting') },
    live: { icon: IconAntennaBars5, color: 'green', words: t('live') },
    reconnecting: { icon: IconRefresh, color: 'amber', words: t('reconnecting') },
    stale: {
      icon: IconClockPause,
      color: 'red',
      words: last_seen_at ? t('data_from', { time: format.instant(last_seen_at, 'time') }) : t('no_connection'),
    },
  };
  const { icon: Sign, color, words } = signs[state];
  const tone = color === 'dimmed' ? 'var(--mantine-color-dimmed)' : `var(--mantine-color-${color}-text)`;
  return (
    <Group gap={6} px={8} role="status" wrap="nowrap" data-connection={state}>
      <Sign size={16} stroke={1.6} aria-hidden color={tone} />
      <Text size="sm" c={tone}>
        {words}
      </Text>
    </Group>
  );
}
