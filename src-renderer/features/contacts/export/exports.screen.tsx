import { ActionIcon, Button, Group, Progress, Text } from '@mantine/core';
import { IconDownload, IconFiles, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { Screen } from '#renderer/ui/screen.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactExport } from '#shared/contract/export.contract.ts';

/** Files of contacts: being written, and written. */
export default function ExportsScreen() {
  const { t } = useTranslation('contacts');
  const rows = useCursorRows<ContactExport>(api.exports.list.key({ input: {} }), (cursor, signal) =>
    client.exports.list({ cursor, limit: 100 }, { signal }),
  );
  const columns = useExportColumns();
  return (
    <Screen fill>
      <PageHeader
        back={{ href: '/contacts', label: t('title') }}
        title={t('export.files')}
        description={t('export.kept')}
      />
      <DataTable
        label={t('export.files')}
        columns={columns}
        source={rows}
        rowKey={({ id }) => id}
        minWidth={1010}
        empty={
          <EmptyState
            icon={IconFiles}
            sentence={t('export.none')}
            action={
              <Button component={Link} href="/contacts" variant="default">
                {t('show_all')}
              </Button>
            }
          />
        }
      />
    </Screen>
  );
}

function useExportColumns(): Column<ContactExport>[] {
  const { t } = useTranslation(['contacts', 'common']);
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'filename', header: t('export.file'), width: 'minmax(230px, 1.6fr)', cell: ({ filename }) => filename },
      { id: 'state', header: t('export.state'), width: 'minmax(110px, 1.2fr)', cell: (file) => <State file={file} /> },
      {
        id: 'rows',
        header: t('export.contacts'),
        width: '84px',
        align: 'end',
        cell: ({ rows }) => format.number(rows),
      },
      { id: 'bytes', header: t('export.size'), width: '84px', align: 'end', cell: ({ bytes }) => format.bytes(bytes) },
      { id: 'by', header: t('bin.by'), width: '110px', cell: ({ created_by }) => created_by },
      {
        id: 'at',
        header: t('export.when'),
        width: '158px',
        align: 'end',
        cell: ({ created_at }) => format.instant(created_at, 'minute'),
      },
      { id: 'actions', header: '', width: '212px', align: 'end', cell: (file) => <Actions file={file} /> },
    ],
    [t, format],
  );
}

function State({ file }: { file: ContactExport }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const say = useReasonWords();
  const { state, rows, total, problem } = file;
  if (state !== 'running' && state !== 'waiting') {
    return (
      <Text span inherit c={state === 'failed' ? 'red' : undefined}>
        {t(`export.states.${state}`)} {problem && say(problem)}
      </Text>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Progress value={total > 0 ? (rows / total) * 100 : 0} flex={1} aria-label={t('bulk.progress')} />
      <Text span size="sm" c="dimmed" className="numbers">
        {total > 0 ? t('bulk.of', { done: format.number(rows), all: format.number(total) }) : t('bulk.gathering')}
      </Text>
    </Group>
  );
}

function Actions({ file }: { file: ContactExport }) {
  const { t } = useTranslation(['contacts', 'common']);
  const { id, filename, state } = file;
  const cancel = useMutation(api.exports.cancel.mutationOptions({ onError: toast.failed }));
  const remove = useMutation(api.exports.delete.mutationOptions({ onError: toast.failed }));
  const download = useMutation(
    api.exports.download.mutationOptions({
      onSuccess: (content) => saveFile(filename, content),
      onError: toast.failed,
    }),
  );
  if (state === 'running' || state === 'waiting') {
    return (
      <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
        {t('common:cancel')}
      </Button>
    );
  }
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {state === 'done' && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={download.isPending}
          onClick={() => download.mutate({ id })}
        >
          {t('export.download')}
        </Button>
      )}
      <ActionIcon aria-label={t('export.delete', { name: filename })} onClick={() => remove.mutate({ id })}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
