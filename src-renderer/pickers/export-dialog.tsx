import { Alert, Button, Checkbox, Group, Modal, ScrollArea, SegmentedControl, Stack, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import { EXPORT_COLUMNS, type ExportColumn } from '#shared/domain/contact-column.ts';
import { EXPORT_FORMATS, type ExportFormat, PEOPLE_ON_A_SHEET } from '#shared/domain/export-format.ts';

interface ExportDialogProps {
  /** Whom; null closes. */
  target: ContactTarget | null;
  /** How many they are, where that is known. */
  count: number | null;
  /** What the list shows, to begin with. */
  columns: readonly string[];
  onClose(): void;
}

/** What file, and which columns it has. */
export function ExportDialog({ target, count, columns, onClose }: ExportDialogProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const [, navigate] = useLocation();
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const all = [...EXPORT_COLUMNS, ...fields.map(({ key }) => `attributes.${key}`)];
  const [picked, setPicked] = useState<string[]>([]);
  const [format, setFormat] = useLocalStorage<ExportFormat>({ key: 'herald.export-format', defaultValue: 'xlsx' });
  const shown = columns.join(',');
  useEffect(() => {
    if (target) setPicked(beginWith(shown.split(',')));
  }, [target, shown]);
  const start = useMutation(
    api.exports.start.mutationOptions({
      onSuccess() {
        onClose();
        navigate('/contacts/exports');
      },
      onError: toast.failed,
    }),
  );
  const nameOf = (id: string) =>
    id.startsWith('attributes.')
      ? (fields.find(({ key }) => `attributes.${key}` === id)?.label ?? id)
      : t(`export.column.${id as ExportColumn}`);
  const sheets = Math.ceil((count ?? 0) / PEOPLE_ON_A_SHEET);
  const order = target && { target, columns: all.filter((id) => picked.includes(id)), format };
  return (
    <Modal
      opened={target !== null}
      onClose={onClose}
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={t('export.format')}
          value={format}
          onChange={(next) => setFormat(next as ExportFormat)}
          data={EXPORT_FORMATS.map((value) => ({ value, label: t(`export.as.${value}`) }))}
        />
        <Text c="dimmed">{t(`export.text.${format}`)}</Text>
        {format === 'xlsx' && sheets > 1 && (
          <Alert color="amber">{t('export.sheets', { count: sheets, people: count, most: PEOPLE_ON_A_SHEET })}</Alert>
        )}
        <Group justify="space-between">
          <Text fw={500}>{t('export.columns')}</Text>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => setPicked(picked.length === all.length ? beginWith(shown.split(',')) : all)}
          >
            {picked.length === all.length ? t('export.as_shown') : t('export.every')}
          </Button>
        </Group>
        <ScrollArea.Autosize mah={280} type="auto">
          <Checkbox.Group value={picked} onChange={setPicked} aria-label={t('export.columns')}>
            <Stack gap="xs">
              {all.map((id) => (
                <Checkbox key={id} value={id} label={nameOf(id)} />
              ))}
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button disabled={picked.length === 0} loading={start.isPending} onClick={() => order && start.mutate(order)}>
            {count === null ? t('export.start') : t('export.start_count', { count })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The list's columns as a file can have them: a name is two, a place too. */
function beginWith(columns: string[]): string[] {
  return columns.flatMap((id) => {
    if (id === 'name') return ['first_name', 'last_name'];
    if (id === 'place') return ['city', 'country'];
    return [id];
  });
}
