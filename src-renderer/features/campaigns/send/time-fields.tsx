import { Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#renderer/ui/format-instant.ts';
import { TimezoneSelect } from '#renderer/ui/timezone-select.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { readTime, type SendTime } from './send-time.ts';

interface TimeFieldsProps {
  time: SendTime;
  onChange(time: SendTime): void;
  /** What the server had against the time. */
  error?: string;
}

/** Now, or a time on the clocks of a zone, with the moment that this means for the reader. */
export function TimeFields({ time, onChange, error }: TimeFieldsProps) {
  const { t } = useTranslation('campaign');
  const { at, problem } = readTime(time, Date.now());
  const blocking = problem === 'past' || problem === 'incomplete';
  return (
    <Stack gap="xs">
      <SegmentedControl
        w="fit-content"
        aria-label={t('send.when')}
        value={time.when}
        onChange={(when) => onChange({ ...time, when: when as SendTime['when'] })}
        data={[
          { value: 'now', label: t('send.now') },
          { value: 'later', label: t('send.later') },
        ]}
      />
      {time.when === 'later' && (
        <>
          <Group gap="sm" align="flex-start" grow>
            <TextInput
              type="datetime-local"
              label={t('send.local')}
              value={time.local}
              required
              onChange={(event) => onChange({ ...time, local: event.currentTarget.value.slice(0, 16) })}
              error={error ?? (blocking ? t(`send.time_${problem}`) : null)}
            />
            <TimezoneSelect
              label={t('send.timezone')}
              value={time.timezone}
              onChange={(timezone) => timezone && onChange({ ...time, timezone: timezone as string })}
            />
          </Group>
          {at !== null && <Resolved at={at} timezone={time.timezone} skipped={problem === 'skipped'} />}
        </>
      )}
    </Stack>
  );
}

function Resolved({ at, timezone, skipped }: { at: number; timezone: string; skipped: boolean }) {
  const { t } = useTranslation('campaign');
  const { locale } = useFormat();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const there = formatInstant(locale, timezone, at, 'full');
  const here = formatInstant(locale, own, at, 'full');
  return (
    <div aria-live="polite">
      <Text size="sm">{there}</Text>
      {here !== there && (
        <Text size="sm" c="dimmed">
          {t('send.your_time', { time: here })}
        </Text>
      )}
      {skipped && (
        <Text size="sm" c="var(--mantine-color-amber-text)">
          {t('send.time_skipped')}
        </Text>
      )}
    </div>
  );
}
