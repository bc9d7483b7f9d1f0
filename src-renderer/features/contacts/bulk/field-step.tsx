import { Checkbox, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { TimezoneSelect } from '#renderer/ui/timezone-select.tsx';
import type { BulkActionInput } from '#shared/contract/bulk-edit.contract.ts';
import type { Field } from '#shared/contract/field.contract.ts';
import { BULK_FIELDS } from '#shared/domain/bulk-edit.ts';

type Value = Extract<BulkActionInput, { kind: 'set_field' }>['value'];

/** Which field, and what goes into it; or nothing. */
export function FieldStep({ onChange }: { onChange(action: BulkActionInput | null): void }) {
  const { t } = useTranslation(['contacts', 'audience']);
  const { data: custom = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const [field, setField] = useState<string | null>(null);
  const [empties, setEmpties] = useState(false);
  const choose = (next: string | null) => {
    setField(next);
    setEmpties(false);
    onChange(null);
  };
  const say = (value: Value) => onChange(field ? { kind: 'set_field', field, value } : null);
  const own = custom.find(({ key }) => `attributes.${key}` === field);
  return (
    <Stack gap="sm">
      <Select
        label={t('bulk.field')}
        searchable
        value={field}
        onChange={choose}
        data={[
          {
            group: t('bulk.built_in'),
            items: BULK_FIELDS.map((name) => ({ value: name, label: t(`audience:field.${name}`) })),
          },
          {
            group: t('own.title'),
            items: custom.map(({ key, label }) => ({ value: `attributes.${key}`, label })),
          },
        ].filter(({ items }) => items.length > 0)}
        data-autofocus
      />
      {field && !empties && <ValueInput key={field} name={field} field={own} onChange={(value) => say(value)} />}
      {field && (
        <Checkbox
          label={t('bulk.empty')}
          checked={empties}
          onChange={(event) => {
            setEmpties(event.currentTarget.checked);
            if (event.currentTarget.checked) say(null);
            else onChange(null);
          }}
        />
      )}
    </Stack>
  );
}

interface ValueInputProps {
  name: string;
  /** Undefined for built-in fields. */
  field: Field | undefined;
  onChange(value: Value): void;
}

function ValueInput({ name, field, onChange }: ValueInputProps) {
  const { t } = useTranslation('contacts');
  const label = t('bulk.value');
  if (name === 'timezone') return <TimezoneSelect label={label} onChange={onChange} />;
  switch (field?.type) {
    case 'number':
      return (
        <NumberInput label={label} onChange={(value) => onChange(typeof value === 'number' ? value : Number(value))} />
      );
    case 'boolean':
      return (
        <Select
          label={label}
          data={[
            { value: 'true', label: t('own.yes') },
            { value: 'false', label: t('own.no') },
          ]}
          onChange={(value) => onChange(value === 'true')}
        />
      );
    case 'choice':
      return <Select label={label} data={field.choices} onChange={onChange} searchable />;
    case 'date':
      return <TextInput label={label} type="date" onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'list':
      return <TagsInput label={label} onChange={onChange} />;
    default:
      return <TextInput label={label} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
