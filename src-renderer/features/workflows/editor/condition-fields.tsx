import { Autocomplete, Button, Code, Input, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { RuleDialog } from '#renderer/pickers/rule-editor/rule-dialog.tsx';
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
        <RuleField rule={value.rule} error={error} onChange={(rule) => onChange({ kind: 'rule', rule }, 'rule')} />
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

interface RuleFieldProps {
  rule: string;
  error?: string;
  onChange(rule: string): void;
}

/** The rule as text; it is built on a screen of its own, as those of segments are. */
function RuleField({ rule, error, onChange }: RuleFieldProps) {
  const { t } = useTranslation('workflow');
  const [opened, setOpened] = useState(false);
  return (
    <Input.Wrapper error={error}>
      <Stack gap="xs" align="flex-start" mb={error ? 4 : 0}>
        {rule !== '' && (
          <Code block w="100%" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {rule}
          </Code>
        )}
        <Button variant="default" size="xs" onClick={() => setOpened(true)}>
          {t(rule === '' ? 'when.write_rule' : 'when.change_rule')}
        </Button>
      </Stack>
      <RuleDialog
        title={t('when.rule_title')}
        rule={rule}
        opened={opened}
        onClose={() => setOpened(false)}
        onChange={onChange}
      />
    </Input.Wrapper>
  );
}
