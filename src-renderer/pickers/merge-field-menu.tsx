import { ActionIcon, Autocomplete, Button, Code, Popover, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { MERGE_FIELDS, type MergeField, mergeTag, suggestsFallback } from './merge-field-tag.ts';

interface MergeFieldMenuProps {
  /** Where the field goes: "Insert into the subject". */
  label: string;
  onInsert(tag: string): void;
}

/** Chooses a merge field and what stands there for people whose field is empty. */
export function MergeFieldMenu({ label, onInsert }: MergeFieldMenuProps) {
  const [opened, setOpened] = useState(false);
  const insert = (tag: string) => {
    setOpened(false);
    onInsert(tag);
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={320} shadow="md" trapFocus position="bottom-end" withinPortal>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} onClick={() => setOpened(!opened)}>
            <IconBraces size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <MergeFieldForm onInsert={insert} />
      </Popover.Dropdown>
    </Popover>
  );
}

function MergeFieldForm({ onInsert }: { onInsert(tag: string): void }) {
  const { t } = useTranslation('campaign');
  const [field, setField] = useState<MergeField>('first_name');
  const [attribute, setAttribute] = useState('');
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const [fallback, setFallback] = useState(t('merge.there'));
  const tag = mergeTag({ field, attribute, fallback: suggestsFallback(field) ? fallback : '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form stands inside no other one in the page, but it does in React's tree.
    event.stopPropagation();
    if (tag) onInsert(tag);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label={t('merge.field')}
          comboboxProps={{ withinPortal: false }}
          value={field}
          onChange={(value) => value && setField(value as MergeField)}
          data={MERGE_FIELDS.map((name) => ({ value: name, label: t(`merge.name.${name}`) }))}
        />
        {field === 'attribute' && (
          <Autocomplete
            label={t('merge.attribute')}
            placeholder="plan"
            comboboxProps={{ withinPortal: false }}
            data={fields.map(({ key }) => key)}
            renderOption={({ option }) => fields.find(({ key }) => key === option.value)?.label ?? option.value}
            value={attribute}
            onChange={setAttribute}
          />
        )}
        {suggestsFallback(field) && (
          <TextInput
            label={t('merge.fallback')}
            value={fallback}
            onChange={(event) => setFallback(event.currentTarget.value)}
          />
        )}
        <Code block fz="xs">
          {tag || '{{ }}'}
        </Code>
        <Button type="submit" disabled={!tag}>
          {t('merge.insert')}
        </Button>
      </Stack>
    </form>
  );
}
