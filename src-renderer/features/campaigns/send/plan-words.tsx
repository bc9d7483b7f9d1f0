import { List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { formatInstant } from '#renderer/ui/format-instant.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { isQuietAtTimes } from '#shared/domain/timing/quiet-hours.ts';
import { planOf, readTime, type SendTime } from './send-time.ts';

/** What will happen, in words, with the next five times. */
export function PlanWords({ time }: { time: SendTime }) {
  const { t } = useTranslation('timing');
  const { locale } = useFormat();
  const now = Date.now();
  const { times, problem } = planOf(time, now);
  const inZone = (at: number) => formatInstant(locale, time.timezone, at, 'full');
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [first, last] = times;
  const zoneDiffers = first !== undefined && wallTimeAt(first, own) !== wallTimeAt(first, time.timezone);
  if (problem === 'over') return <Text c="var(--mantine-color-red-text)">{t('problem.over')}</Text>;
  if (problem) return null;
  return (
    <Stack gap={4} aria-live="polite">
      {time.when === 'later' && first !== undefined && <Text size="sm">{inZone(first)}</Text>}
      {time.when === 'later' && zoneDiffers && (
        <Text size="sm" c="dimmed">
          {t('your_time', { time: formatInstant(locale, own, first, 'full') })}
        </Text>
      )}
      {time.when === 'later' && readTime(time, now).problem === 'skipped' && (
        <Text size="sm" c="var(--mantine-color-amber-text)">
          {t('skipped')}
        </Text>
      )}
      {time.when === 'recipient' && first !== undefined && last !== undefined && (
        <Text size="sm">
          {t('wave', {
            time: time.local.slice(11),
            from: formatInstant(locale, time.timezone, first, 'minute'),
            to: formatInstant(locale, time.timezone, last, 'minute'),
            zone: time.timezone,
          })}
        </Text>
      )}
      {time.when === 'repeat' && (
        <>
          <Text size="sm">{t('repeats')}</Text>
          <List size="sm" className="numbers">
            {times.map((at) => (
              <List.Item key={at}>{inZone(at)}</List.Item>
            ))}
          </List>
        </>
      )}
      <Pace time={time} />
    </Stack>
  );
}

function Pace({ time }: { time: SendTime }) {
  const { t } = useTranslation('timing');
  const { data: rules } = useQuery(api.timing.rules.queryOptions());
  const { spread_minutes, quiet } = time;
  const hours = quiet && rules?.quiet && isQuietAtTimes(rules.quiet) ? rules.quiet : null;
  return (
    <>
      {spread_minutes !== null && (
        <Text size="sm" c="dimmed">
          {t('spread_words', { count: spread_minutes })}
        </Text>
      )}
      {hours && (
        <Text size="sm" c="dimmed">
          {hours.hours ? t('quiet_words', hours.hours) : t('quiet_days_words')}
        </Text>
      )}
      {rules?.cap_messages && rules.cap_days && (
        <Text size="sm" c="dimmed">
          {t('cap_words', { count: rules.cap_messages, days: rules.cap_days })}
        </Text>
      )}
    </>
  );
}
