import { Checkbox, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { isQuietAtTimes } from '#shared/domain/timing/quiet-hours.ts';
import type { SendTime } from './send-time.ts';

const SPANS = [30, 60, 120, 240, 480, 1_440] as const;

interface PaceFieldsProps {
  time: SendTime;
  onChange(patch: Partial<SendTime>): void;
}

/** All at once or evenly over a time, and whether the night is left out. */
export function PaceFields({ time, onChange }: PaceFieldsProps) {
  const { t } = useTranslation('timing');
  const { data: rules } = useQuery(api.timing.rules.queryOptions());
  const hasQuiet = rules?.quiet && isQuietAtTimes(rules.quiet);
  return (
    <Group gap="lg" align="flex-end">
      <Select
        label={t('spread')}
        w={220}
        allowDeselect={false}
        value={String(time.spread_minutes ?? 0)}
        onChange={(value) => onChange({ spread_minutes: Number(value) || null })}
        data={[
          { value: '0', label: t('spread_none') },
          ...SPANS.map((minutes) => ({ value: String(minutes), label: t(`span.${minutes}`) })),
        ]}
      />
      {hasQuiet && (
        <Checkbox
          mb={8}
          label={t('keep_quiet')}
          checked={time.quiet}
          onChange={(event) => onChange({ quiet: event.currentTarget.checked })}
        />
      )}
    </Group>
  );
}
