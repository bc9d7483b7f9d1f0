import { ActionIcon, Group, Menu, Paper, Progress, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Field } from '#shared/contract/field.contract.ts';
import { FieldCount } from './field-count.tsx';
import { useFieldActions } from './use-field-actions.ts';

interface FieldTableProps {
  fields: Field[];
  writes: boolean;
  onEdit(id: string): void;
}

/** The fields in the order of the forms. */
export function FieldTable({ fields, writes, onEdit }: FieldTableProps) {
  const { t } = useTranslation('fields');
  const actions = useFieldActions(fields);
  return (
    <Paper withBorder radius="md">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th w={150}>{t('column.type')}</Table.Th>
            <Table.Th w={170} ta="end">
              {t('column.contacts')}
            </Table.Th>
            {writes && (
              <Table.Th w={160}>
                <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field, at) => (
            <Table.Tr key={field.id}>
              <Table.Td>
                <Text fw={500}>{field.label}</Text>
                <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {field.key}
                </Text>
              </Table.Td>
              <Table.Td>
                <FieldKind field={field} />
              </Table.Td>
              <Table.Td ta="end">
                <FieldCount fieldKey={field.key} />
              </Table.Td>
              {writes && (
                <Table.Td>
                  <Group gap={0} justify="flex-end" wrap="nowrap">
                    <Move
                      label={t('move_up', { name: field.label })}
                      disabled={at === 0}
                      onMove={() => actions.move(at, -1)}
                    >
                      <IconArrowUp size={18} aria-hidden />
                    </Move>
                    <Move
                      label={t('move_down', { name: field.label })}
                      disabled={at === fields.length - 1}
                      onMove={() => actions.move(at, 1)}
                    >
                      <IconArrowDown size={18} aria-hidden />
                    </Move>
                    <Tooltip label={t('edit')}>
                      <ActionIcon aria-label={t('edit_title', { name: field.label })} onClick={() => onEdit(field.id)}>
                        <IconPencil size={18} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                    <Menu>
                      <Menu.Target>
                        <ActionIcon aria-label={t('more', { name: field.label })}>
                          <IconDots size={18} aria-hidden />
                        </ActionIcon>
                      </Menu.Target>
                      <Menu.Dropdown>
                        <Menu.Item color="red" onClick={() => void actions.askToDelete(field)}>
                          {t('delete')}
                        </Menu.Item>
                      </Menu.Dropdown>
                    </Menu>
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function FieldKind({ field }: { field: Field }) {
  const { t } = useTranslation('fields');
  const format = useFormat();
  if (field.progress === null) return t(`type.${field.type}`);
  const label = t('rewriting', { percent: format.percent(field.progress, 1) });
  return (
    <>
      {t(`type.${field.type}`)}
      <Progress value={field.progress * 100} size="sm" mt={4} aria-label={label} />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </>
  );
}

interface MoveProps {
  label: string;
  disabled: boolean;
  onMove(): void;
  children: React.ReactNode;
}

function Move({ label, disabled, onMove, children }: MoveProps) {
  return (
    <ActionIcon aria-label={label} disabled={disabled} variant="subtle" bg="transparent" onClick={onMove}>
      {children}
    </ActionIcon>
  );
}
