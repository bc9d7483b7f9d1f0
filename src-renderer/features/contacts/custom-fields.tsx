import { Anchor, Group, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { FieldInput } from '#renderer/pickers/field-input.tsx';
import type { ContactDraft } from './contact-draft.ts';
import classes from './contacts.module.css';
import { StrayValues } from './stray-values.tsx';

interface CustomFieldsProps {
  form: UseFormReturnType<ContactDraft>;
  readOnly?: boolean;
}

/** The fields that the organization has added, each in an input of its kind, and below them what no field knows any more. */
export function CustomFields({ form, readOnly = false }: CustomFieldsProps) {
  const { t } = useTranslation('fields');
  const may = useMay();
  const { data: fields } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const { attributes } = form.values;
  const set = (key: string, value: ContactDraft['attributes'][string]) => {
    form.clearFieldError(`attributes.${key}`);
    form.setFieldValue('attributes', { ...form.values.attributes, [key]: value });
  };
  const known = new Set(fields?.map(({ key }) => key));
  const strays = Object.entries(attributes).filter(([key, value]) => !known.has(key) && value !== null);
  return (
    <Stack gap="sm" component="section" aria-label={t('record.title')}>
      <Group justify="space-between">
        <Text fw={500}>{t('record.title')}</Text>
        {may('field.write') && (
          <Anchor component={Link} href="/settings/fields" size="sm">
            {t('record.manage')}
          </Anchor>
        )}
      </Group>
      {fields?.length === 0 && strays.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('record.none')}
        </Text>
      )}
      {fields && fields.length > 0 && (
        <div className={classes.fields}>
          {fields.map((field) => (
            <FieldInput
              key={field.id}
              field={field}
              value={attributes[field.key] ?? null}
              onChange={(value) => set(field.key, value)}
              error={form.errors[`attributes.${field.key}`]}
              readOnly={readOnly}
            />
          ))}
        </div>
      )}
      {fields && strays.length > 0 && (
        <StrayValues values={strays} onRemove={readOnly ? undefined : (key) => set(key, null)} />
      )}
    </Stack>
  );
}
