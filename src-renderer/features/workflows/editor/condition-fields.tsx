import { Autocomplete, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { type Condition, PREVIOUS_ACTS, type PreviousAct } from '#shared/domain/workflow/workflow-graph.ts';

interface ConditionFieldsProps {
  value: Condition;
  onChange(value: Condition, field: string): void;
  error?: string;
}

export function ConditionFields({ value, onChange, error }: ConditionFieldsProps) {
  const { t } = useTranslation('workflow');
  const { data: catalogue } = useQuery(api.segments.catalogue.queryOptions());
  const change = (kind: string) => {
    if (kind === 'rule') onChange({ kind, rule: '' }, 'kind');
    if (kind === 'event') onChange({ kind, event: '' }, 'kind');
    if (kind === 'previous_email') onChange({ kind, act: 'opened' }, 'kind');
  };
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('when.kind')}
        size="xs"
        value={value.kind}
        onChange={change}
        data={[
          { value: 'rule', label: t('when.rule') },
          { value: 'previous_email', label: t('when.previous_email') },
          { value: 'event', label: t('when.event') },
        ]}
      />
      {value.kind === 'rule' && (
        <Textarea
          label={t('when.rule_label')}
          description={t('when.rule_hint')}
          placeholder="country = 'DE' AND tag = 'vip'"
          autosize
          minRows={2}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          value={value.rule}
          error={error}
          onChange={(event) => onChange({ kind: 'rule', rule: event.currentTarget.value }, 'rule')}
        />
      )}
      {value.kind === 'event' && (
        <Autocomplete
          label={t('field.event')}
          description={t('when.event_hint')}
          data={[...new Set(catalogue?.events.map(({ name }) => name))]}
          value={value.event}
          error={error}
          onChange={(event) => onChange({ kind: 'event', event }, 'event')}
        />
      )}
      {value.kind === 'previous_email' && (
        <>
          <Select
            label={t('when.act')}
            value={value.act}
            onChange={(act) => act && onChange({ kind: 'previous_email', act: act as PreviousAct }, 'act')}
            data={PREVIOUS_ACTS.map((act) => ({ value: act, label: t(`when.previous_${act}`) }))}
          />
          <Text size="xs" c="dimmed">
            {t('when.previous_hint')}
          </Text>
        </>
      )}
    </Stack>
  );
}
