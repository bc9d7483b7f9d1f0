import { ActionIcon, Autocomplete, Button, Fieldset, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { Condition, TESTS, type TestKind } from '#shared/domain/design/condition.ts';

type Test = Condition['tests'][number];

const FIELDS = ['first_name', 'last_name', 'company', 'city', 'country', 'locale'];
const FIRST: Test = { field: 'country', test: 'is', value: '' };

interface ConditionFieldsProps {
  condition: Condition | null;
  onChange(condition: Condition | null): void;
}

/** For whom a block is shown. */
export function ConditionFields({ condition, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation('design');
  return (
    <Stack gap="xs">
      <Switch
        label={t('show_if.title')}
        checked={condition !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? { match: 'all', tests: [FIRST] } : null)}
      />
      {condition && <Tests condition={condition} onChange={onChange} />}
    </Stack>
  );
}

/** While it is being typed, the last whole one stays. */
function Tests({ condition: kept, onChange: keep }: { condition: Condition; onChange(condition: Condition): void }) {
  const { t } = useTranslation('design');
  const { data: custom = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const fields = [...FIELDS, ...custom.map(({ key }) => `attributes.${key}`)];
  const [typed, setTyped] = useState<{ condition: Condition; over: Condition } | null>(null);
  const condition = typed?.over === kept ? typed.condition : kept;
  const { tests } = condition;
  const onChange = (next: Condition) => {
    const whole = Condition.safeParse(next).success;
    setTyped(whole ? null : { condition: next, over: kept });
    if (whole) keep(next);
  };
  const set = (index: number, change: Partial<Test>) =>
    onChange({ ...condition, tests: tests.map((test, at) => (at === index ? { ...test, ...change } : test)) });
  const issues = Condition.safeParse(condition).error?.issues ?? [];
  const problemOf = (index: number, name: string) =>
    issues.find(({ path }) => path[1] === index && path[2] === name)?.message;
  return (
    <Fieldset legend={t('show_if.rule')} p="xs">
      <Stack gap="xs">
        {tests.length > 1 && (
          <Select
            aria-label={t('show_if.match')}
            data={(['all', 'any'] as const).map((value) => ({ value, label: t(`show_if.${value}`) }))}
            value={condition.match}
            allowDeselect={false}
            onChange={(match) => onChange({ ...condition, match: match as Condition['match'] })}
          />
        )}
        {tests.map((test, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a test is known by its place alone
          <Stack key={index} gap={4}>
            <Group gap={4} wrap="nowrap">
              <Autocomplete
                flex={1}
                aria-label={t('show_if.field')}
                data={fields}
                value={test.field}
                error={problemOf(index, 'field')}
                onChange={(field) => set(index, { field })}
              />
              {tests.length > 1 && (
                <ActionIcon
                  aria-label={t('show_if.remove')}
                  onClick={() => onChange({ ...condition, tests: tests.filter((_, at) => at !== index) })}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
            <Select
              aria-label={t('show_if.test')}
              data={TESTS.map((value) => ({ value, label: t(`show_if.tests.${value}`) }))}
              value={test.test}
              allowDeselect={false}
              onChange={(value) => set(index, { test: value as TestKind })}
            />
            {test.test !== 'is_set' && test.test !== 'is_empty' && (
              <TextInput
                aria-label={t('show_if.value')}
                placeholder={t('show_if.value')}
                value={test.value}
                error={problemOf(index, 'value')}
                onChange={(event) => set(index, { value: event.currentTarget.value })}
              />
            )}
          </Stack>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={tests.length >= 10}
          onClick={() => onChange({ ...condition, tests: [...tests, FIRST] })}
        >
          {t('show_if.add')}
        </Button>
      </Stack>
    </Fieldset>
  );
}
