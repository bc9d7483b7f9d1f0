import { Chip, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readCronRule } from '#shared/domain/timing/cron-rule.ts';
import { RHYTHMS, type Rhythm } from './send-time.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

interface RhythmFieldsProps {
  rhythm: Rhythm;
  onChange(rhythm: Rhythm): void;
  error?: string;
}

/** Every so many days, weeks or months; whoever knows cron writes any other rule. */
export function RhythmFields({ rhythm, onChange, error }: RhythmFieldsProps) {
  const { t } = useTranslation('timing');
  const { every, interval, weekdays, cron } = rhythm;
  const change = (patch: Partial<Rhythm>) => onChange({ ...rhythm, ...patch });
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-start" grow>
        <Select
          label={t('rhythm')}
          allowDeselect={false}
          value={every}
          onChange={(value) => value && change({ every: value as Rhythm['every'] })}
          data={RHYTHMS.map((value) => ({ value, label: t(`rhythms.${value}`) }))}
        />
        {every === 'cron' ? (
          <TextInput
            label={t('cron')}
            description={t('cron_hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            ff="monospace"
            value={cron}
            onChange={(event) => change({ cron: event.currentTarget.value })}
            error={error ?? (readCronRule(cron) ? null : t('problem.unread'))}
          />
        ) : (
          <NumberInput
            label={t(`interval.${every}`)}
            min={1}
            max={99}
            allowDecimal={false}
            clampBehavior="strict"
            value={interval}
            onChange={(value) => change({ interval: Number(value) || 1 })}
            error={error}
          />
        )}
      </Group>
      {every === 'weekly' && (
        <Chip.Group multiple value={weekdays} onChange={(next) => change({ weekdays: next })}>
          <Group gap={6} role="group" aria-label={t('on_days')}>
            {WEEKDAYS.map((day) => (
              <Chip key={day} value={day} size="xs">
                {t(`weekday.${day}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
    </Stack>
  );
}
