import { Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimezoneSelect } from '#renderer/ui/timezone-select.tsx';
import { LATE_CHOICES, type LateChoice } from '#shared/domain/timing/send-timing.ts';
import { PaceFields } from './pace-fields.tsx';
import { PlanWords } from './plan-words.tsx';
import { RhythmFields } from './rhythm-fields.tsx';
import { planOf, type SendTime, WAYS, type Way } from './send-time.ts';

interface TimeFieldsProps {
  time: SendTime;
  onChange(time: SendTime): void;
  /** What the server had against the time. */
  error?: string;
}

/** When it goes out and how it is spread, and in words what that means. */
export function TimeFields({ time, onChange, error }: TimeFieldsProps) {
  const { t } = useTranslation('timing');
  const change = (patch: Partial<SendTime>) => onChange({ ...time, ...patch });
  return (
    <Stack gap="sm">
      <SegmentedControl
        w="fit-content"
        maw="100%"
        aria-label={t('when')}
        value={time.when}
        onChange={(when) => change({ when: when as Way })}
        data={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      {time.when === 'repeat' && (
        <RhythmFields rhythm={time.rhythm} onChange={(rhythm) => change({ rhythm })} error={error} />
      )}
      {time.when !== 'now' && <Moment time={time} onChange={change} error={error} />}
      <PaceFields time={time} onChange={change} />
      <PlanWords time={time} />
    </Stack>
  );
}

interface MomentProps {
  time: SendTime;
  onChange(patch: Partial<SendTime>): void;
  error?: string;
}

function Moment({ time, onChange, error }: MomentProps) {
  const { t } = useTranslation('timing');
  const { problem } = planOf(time, Date.now());
  const isCron = time.when === 'repeat' && time.rhythm.every === 'cron';
  const trouble = problem === 'past' || problem === 'incomplete' ? t(`problem.${problem}`) : null;
  return (
    <Group gap="sm" align="flex-start" grow>
      {!isCron && (
        <TextInput
          type="datetime-local"
          label={t(time.when === 'repeat' ? 'first' : 'local')}
          value={time.local}
          required
          onChange={(event) => onChange({ local: event.currentTarget.value.slice(0, 16) })}
          error={(time.when !== 'repeat' && error) || trouble}
        />
      )}
      {time.when === 'recipient' ? (
        <Select
          label={t('late')}
          allowDeselect={false}
          value={time.late}
          onChange={(late) => late && onChange({ late: late as LateChoice })}
          data={LATE_CHOICES.map((value) => ({ value, label: t(`late_choice.${value}`) }))}
        />
      ) : (
        <TimezoneSelect
          label={t('timezone')}
          value={time.timezone}
          onChange={(timezone) => timezone && onChange({ timezone: timezone as string })}
        />
      )}
    </Group>
  );
}
