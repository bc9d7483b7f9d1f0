import { Checkbox, Group, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConditionFields } from './condition-fields.tsx';
import { DateFields } from './date-fields.tsx';
import type { NodeFieldsProps } from './node-fields-props.ts';
import { SpanFields } from './span-fields.tsx';

export function WaitFields({ node, edit, errorOf }: NodeFieldsProps<'wait'>) {
  const { t } = useTranslation('workflow');
  return (
    <>
      <SpanFields value={node} error={errorOf('amount')} onChange={(span) => edit(span, 'amount')} />
      <Switch
        label={t('field.then_at')}
        checked={node.at !== null}
        onChange={(event) => edit({ at: event.currentTarget.checked ? '09:00' : null })}
      />
      {node.at !== null && (
        <TextInput
          type="time"
          label={t('field.at')}
          description={t('field.zone_hint')}
          value={node.at}
          error={errorOf('at')}
          onChange={(event) => edit({ at: event.currentTarget.value }, 'at')}
        />
      )}
      <Checkbox.Group
        label={t('field.weekdays')}
        description={t('field.weekdays_hint')}
        value={node.weekdays.map(String)}
        onChange={(days) => edit({ weekdays: days.map(Number).sort() })}
      >
        <Group gap="xs" mt={6}>
          {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
            <Checkbox key={day} value={String(day)} label={t(`weekday.d${day}`)} size="xs" />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

export function WaitUntilFields({ node, edit, errorOf }: NodeFieldsProps<'wait_until'>) {
  const { t } = useTranslation('workflow');
  return (
    <>
      <ConditionFields value={node.when} error={errorOf('when')} onChange={(when, field) => edit({ when }, field)} />
      <Switch
        label={t('field.timeout')}
        checked={node.timeout !== null}
        onChange={(event) => edit({ timeout: event.currentTarget.checked ? { amount: 3, unit: 'days' } : null })}
      />
      {node.timeout && (
        <SpanFields
          value={node.timeout}
          error={errorOf('timeout')}
          onChange={(timeout) => edit({ timeout }, 'timeout')}
        />
      )}
    </>
  );
}

export function WaitDateFields({ node, edit, errorOf }: NodeFieldsProps<'wait_date'>) {
  const { t } = useTranslation('workflow');
  const { moment } = node;
  const fieldDate = { field: '', offset_days: 0, at: '09:00', yearly: false };
  return (
    <>
      <SegmentedControl
        aria-label={t('field.moment')}
        value={moment.kind}
        onChange={(kind) => edit({ moment: kind === 'fixed' ? { kind, local: '' } : { kind: 'field', ...fieldDate } })}
        data={[
          { value: 'field', label: t('field.moment_field') },
          { value: 'fixed', label: t('field.moment_fixed') },
        ]}
      />
      {moment.kind === 'fixed' ? (
        <TextInput
          type="datetime-local"
          label={t('field.moment')}
          description={t('field.zone_hint')}
          value={moment.local}
          error={errorOf('moment')}
          onChange={(event) => edit({ moment: { kind: 'fixed', local: event.currentTarget.value } }, 'moment')}
        />
      ) : (
        <DateFields
          value={moment}
          errorOf={errorOf}
          edit={(part, field) => edit({ moment: { ...moment, ...part } }, field)}
        />
      )}
    </>
  );
}
