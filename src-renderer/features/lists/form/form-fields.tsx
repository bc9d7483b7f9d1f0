import { ActionIcon, Button, Checkbox, Group, Input, Menu, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { customKey, FORM_FIELDS, isFormFieldName } from '#shared/domain/consent/signup-form.ts';
import classes from '../lists.module.css';
import type { FormValues } from './form-values.ts';

/** What the page asks for besides the address, in the order in which it asks. */
export function FormFields({ form }: { form: UseFormReturnType<FormValues> }) {
  const { t } = useTranslation(['consent', 'audience']);
  const { data: custom = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const { fields } = form.getValues();
  const usual = (name: string) => {
    const key = customKey(name);
    if (key !== null) return custom.find((field) => field.key === key)?.label ?? key;
    return isFormFieldName(name) ? t(`audience:field.${name}`) : name;
  };
  const all = [...FORM_FIELDS, ...custom.map(({ key }) => `attributes.${key}`)];
  const free = all.filter((name) => !fields.some((field) => field.name === name));
  return (
    <Input.Wrapper label={t('form.fields')} description={t('form.fields_hint')} labelElement="div">
      <Stack gap={0} mt="xs">
        {fields.map(({ name }, index) => (
          <div key={name} className={classes.field}>
            <Text size="sm" truncate title={usual(name)}>
              {usual(name)}
            </Text>
            <TextInput
              aria-label={t('form.field_label', { field: usual(name) })}
              placeholder={usual(name)}
              maxLength={120}
              {...form.getInputProps(`fields.${index}.label`)}
              error={form.errors[`fields.${index}.name`] ?? form.errors[`fields.${index}.label`]}
            />
            <Checkbox
              label={t('form.required')}
              {...form.getInputProps(`fields.${index}.required`, { type: 'checkbox' })}
            />
            <Group gap={0} wrap="nowrap">
              <ActionIcon
                aria-label={t('form.up', { field: usual(name) })}
                disabled={index === 0}
                onClick={() => form.reorderListItem('fields', { from: index, to: index - 1 })}
              >
                <IconArrowUp size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('form.down', { field: usual(name) })}
                disabled={index === fields.length - 1}
                onClick={() => form.reorderListItem('fields', { from: index, to: index + 1 })}
              >
                <IconArrowDown size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('form.remove', { field: usual(name) })}
                onClick={() => form.removeListItem('fields', index)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </div>
        ))}
      </Stack>
      {free.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button variant="default" size="xs" mt="xs" leftSection={<IconPlus size={16} aria-hidden />}>
              {t('form.add_field')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
            {free.map((name) => (
              <Menu.Item key={name} onClick={() => form.insertListItem('fields', { name, label: '', required: false })}>
                {usual(name)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Input.Wrapper>
  );
}
