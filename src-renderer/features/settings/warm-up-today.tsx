import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** "Day 4: up to 168 messages in 24 hours" */
export function WarmUpToday({ day, allowance, used }: { day: number; allowance: number; used?: number | null }) {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const words = t('warm_up.today', { day: day + 1, allowance: format.number(allowance) });
  return (
    <Text size="sm" c="dimmed" className="numbers">
      {used == null ? words : `${words} ${t('warm_up.used', { used: format.number(used) })}`}
    </Text>
  );
}
