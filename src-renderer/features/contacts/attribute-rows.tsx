import { ActionIcon, Button, NumberInput, Select, Stack, Switch, TagsInput, TextInput, Tooltip } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ATTRIBUTE_KINDS, type AttributeDraft, type AttributeKind, newAttribute } from './attribute-draft.ts';
import type { ContactDraft } from './contact-draft.ts';
import classes from './contacts.module.css';

interface AttributeRowsProps {
  form: UseFormReturnType<ContactDraft>;
  readOnly?: boolean;
}

/** Own fields: a name, what kind of thing it is, and the value in an input of that kind. */
export function AttributeRows({ form, readOnly = false }: AttributeRowsProps) {
  const { t } = useTranslation('contacts');
  const rows = form.values.attributes;
  return (
    <Stack gap="xs" align="flex-start">
      {rows.map((row, index) => (
        <AttributeRow
          key={row.key}
          row={row}
          readOnly={readOnly}
          error={form.errors[`attributes.${index}.name`]}
          onChange={(patch) => {
            form.clearFieldError(`attributes.${index}.name`);
            form.setFieldValue(`attributes.${index}`, { ...row, ...patch });
          }}
          onRemove={() => form.removeListItem('attributes', index)}
        />
      ))}
      {!readOnly && (
        <Button
          variant="subtle"
          size="xs"
          ml={-12}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => form.insertListItem('attributes', newAttribute())}
        >
          {t('own.add')}
        </Button>
      )}
    </Stack>
  );
}

interface AttributeRowProps {
  row: AttributeDraft;
  readOnly: boolean;
  error: React.ReactNode;
  onChange(patch: Partial<AttributeDraft>): void;
  onRemove(): void;
}

function AttributeRow({ row, readOnly, error, onChange, onRemove }: AttributeRowProps) {
  const { t } = useTranslation('contacts');
  return (
    <div className={classes.attribute} style={{ width: '100%' }}>
      <TextInput
        aria-label={t('own.name')}
        placeholder={t('own.name')}
        maxLength={64}
        readOnly={readOnly}
        value={row.name}
        error={error}
        autoFocus={row.name === '' && !readOnly}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        aria-label={t('own.kind')}
        readOnly={readOnly}
        value={row.kind}
        data={ATTRIBUTE_KINDS.map((kind) => ({ value: kind, label: t(`own.kinds.${kind}`) }))}
        onChange={(kind) => kind && onChange({ kind: kind as AttributeKind })}
      />
      <AttributeValue row={row} readOnly={readOnly} onChange={onChange} />
      {!readOnly && (
        <Tooltip label={t('own.remove')}>
          <ActionIcon aria-label={t('own.remove_one', { name: row.name })} mt={2} onClick={onRemove}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function AttributeValue({ row, readOnly, onChange }: Omit<AttributeRowProps, 'error' | 'onRemove'>) {
  const { t } = useTranslation('contacts');
  const label = row.name || t('own.value');
  if (row.kind === 'number') {
    return (
      <NumberInput
        aria-label={label}
        readOnly={readOnly}
        hideControls
        value={row.number}
        onChange={(value) => onChange({ number: typeof value === 'number' ? value : Number.parseFloat(value) || '' })}
      />
    );
  }
  if (row.kind === 'boolean') {
    return (
      <Switch
        aria-label={label}
        mt={8}
        disabled={readOnly}
        checked={row.boolean}
        label={row.boolean ? t('own.yes') : t('own.no')}
        onChange={(event) => onChange({ boolean: event.currentTarget.checked })}
      />
    );
  }
  if (row.kind === 'list') {
    return (
      <TagsInput aria-label={label} readOnly={readOnly} value={row.list} onChange={(list) => onChange({ list })} />
    );
  }
  return (
    <TextInput
      aria-label={label}
      readOnly={readOnly}
      value={row.text}
      onChange={(event) => onChange({ text: event.currentTarget.value })}
    />
  );
}
