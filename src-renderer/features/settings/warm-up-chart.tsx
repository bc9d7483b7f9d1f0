import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { allowanceOn, lastDayOfWarmUp, type WarmUp, warmUpDay } from '#shared/domain/channel/warm-up.ts';
import classes from './settings.module.css';
import { WarmUpToday } from './warm-up-today.tsx';

const MOST_DAYS = 30;

/** A bar for each day of the ramp, today's marked, and the same in words. */
export function WarmUpChart({ warmUp, today }: { warmUp: WarmUp; today: string }) {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const day = warmUpDay(warmUp, today);
  const last = lastDayOfWarmUp(warmUp);
  const days = Array.from({ length: Math.min(MOST_DAYS, (last ?? MOST_DAYS) + 2) }, (_, index) => index);
  const ceiling = format.number(warmUp.ceiling);
  const end = last === null ? t('warm_up.never', { ceiling }) : t('warm_up.reached', { ceiling, day: last + 1 });
  return (
    <Stack gap={6}>
      <div className={classes.ramp} role="img" aria-label={`${t('warm_up.chart')}: ${end}`}>
        {days.map((index) => (
          <div
            key={index}
            title={t('warm_up.today', { day: index + 1, allowance: format.number(allowanceOn(warmUp, index)) })}
            data-today={index === day || undefined}
            style={{ height: `${Math.max(6, (100 * allowanceOn(warmUp, index)) / warmUp.ceiling)}%` }}
          />
        ))}
      </div>
      <WarmUpToday day={day} allowance={allowanceOn(warmUp, day)} />
      <Text size="sm" c="dimmed">
        {end}
      </Text>
    </Stack>
  );
}
