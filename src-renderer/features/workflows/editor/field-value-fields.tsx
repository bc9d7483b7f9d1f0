import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { SETTABLE_FIELDS } from '#shared/domain/workflow/settable-field.ts';
import type { FieldValue } from '#shared/domain/workflow/workflow-graph.ts';
import type { NodeFieldsProps } from './node-fields-props.ts';

/** A field of the contact and what it becomes; an empty value takes it away. */
export function FieldValueFields({ node, edit, errorOf }: NodeFieldsProps<'set_field'>) {
  const { t } = useTranslation('workflow');
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const chosen = fields.find(({ key }) => key === node.field);
  const choices = chosen?.type === 'choice' ? chosen.choices : chosen?.type === 'boolean' ? ['true', 'false'] : null;
  const read = (text: string): FieldValue => {
    if (text === '') return null;
    if (chosen?.type === 'boolean') return text === 'true';
    return chosen?.type === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
  };
  return (
    <>
      <Select
        label={t('field.field')}
        searchable
        value={node.field || null}
        error={errorOf('field')}
        onChange={(field) => edit({ field: field ?? '', value: null })}
        data={[
          ...SETTABLE_FIELDS.map((name) => ({ value: name, label: name })),
          ...fields.map(({ key, label }) => ({ value: key, label })),
        ]}
      />
      {choices ? (
        <Select
          label={t('field.value')}
          clearable
          value={node.value === null ? null : String(node.value)}
          onChange={(value) => edit({ value: read(value ?? '') })}
          data={choices}
        />
      ) : (
        <TextInput
          label={t('field.value')}
          description={t('field.value_hint')}
          type={chosen?.type === 'date' ? 'date' : 'text'}
          value={String(node.value ?? '')}
          onChange={(event) => edit({ value: read(event.currentTarget.value) }, 'value')}
        />
      )}
    </>
  );
}
