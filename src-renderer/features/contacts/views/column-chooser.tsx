import { ActionIcon, Button, Group, Popover, Select, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { CONTACT_COLUMNS, type ContactColumn } from '#shared/domain/contact-column.ts';

interface ColumnChooserProps {
  columns: string[];
  onChange(columns: string[]): void;
}

/** Which columns stand in which order. The first one leads to the contact, so one always stays. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const { t } = useTranslation(['contacts', 'audience']);
  const name = useColumnNames();
  const move = (at: number, to: number) => {
    const next = [...columns];
    next.splice(to, 0, ...next.splice(at, 1));
    onChange(next);
  };
  const known = name.all.filter((id) => !columns.includes(id));
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('columns.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4}>
          {columns.map((id, at) => (
            <Group key={id} gap={4} wrap="nowrap">
              <Text flex={1} truncate>
                {name.of(id)}
              </Text>
              <ActionIcon
                aria-label={t('columns.up', { name: name.of(id) })}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('columns.down', { name: name.of(id) })}
                disabled={at === columns.length - 1}
                onClick={() => move(at, at + 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t('columns.remove', { name: name.of(id) })}
                disabled={columns.length === 1}
                onClick={() => onChange(columns.filter((one) => one !== id))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <Select
            mt="xs"
            placeholder={t('columns.add')}
            aria-label={t('columns.add')}
            searchable
            value={null}
            data={known.map((id) => ({ value: id, label: name.of(id) }))}
            onChange={(id) => id && onChange([...columns, id])}
            comboboxProps={{ withinPortal: false }}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What columns are called, and all there are. */
export function useColumnNames() {
  const { t } = useTranslation('audience');
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  return {
    all: [...CONTACT_COLUMNS, ...fields.map(({ key }) => `attributes.${key}`)],
    of: (id: string) =>
      (CONTACT_COLUMNS as readonly string[]).includes(id)
        ? t(`field.${id as ContactColumn}`)
        : (fields.find(({ key }) => `attributes.${key}` === id)?.label ?? id.replace(/^attributes\./, '')),
  };
}
