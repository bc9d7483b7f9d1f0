import { Button, Progress } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { ImportStatePill } from './import-state-pill.tsx';

const LIMIT = 100;

export default function ImportsScreen() {
  const { t } = useTranslation('imports');
  const rows = useCursorRows<ImportJob>(api.imports.list.key(), (cursor, signal) =>
    client.imports.list({ cursor, limit: LIMIT }, { signal }),
  );
  const start = (
    <Button component={Link} href="/imports/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new_title')}
    </Button>
  );
  return (
    <Screen fill>
      <PageHeader title={t('title')} actions={rows.total !== 0 && start} />
      <DataTable
        label={t('title')}
        columns={useImportColumns()}
        source={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/imports/${id}`}
        minWidth={860}
        empty={<EmptyState icon={IconFileImport} sentence={t('none_yet')} action={start} />}
      />
    </Screen>
  );
}

function useImportColumns(): Column<ImportJob>[] {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return useMemo(() => {
    const count = (id: 'created' | 'updated' | 'rejected'): Column<ImportJob> => ({
      id,
      header: t(`result.${id}`),
      width: '104px',
      align: 'end',
      cell: ({ progress, state }) => (BEFORE.includes(state) ? '' : format.number(progress[id])),
    });
    return [
      { id: 'file', header: t('column.file'), width: 'minmax(200px, 2fr)', cell: ({ filename }) => filename },
      { id: 'state', header: t('column.state'), width: '180px', cell: (job) => <ImportState job={job} /> },
      { id: 'size', header: t('column.size'), width: '96px', align: 'end', cell: ({ bytes }) => format.bytes(bytes) },
      count('created'),
      count('updated'),
      count('rejected'),
      {
        id: 'when',
        header: t('column.when'),
        width: '176px',
        align: 'end',
        cell: ({ created_at }) => format.instant(created_at),
      },
    ];
  }, [t, format]);
}

const BEFORE: ImportJob['state'][] = ['uploading', 'ready', 'waiting'];

function ImportState({ job }: { job: ImportJob }) {
  return job.state === 'running' ? <Running job={job} /> : <ImportStatePill state={job.state} />;
}

/** Follows the one import, whose notices say more than those of the list. */
function Running({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const { data = job } = useQuery(api.imports.get.queryOptions({ input: { id: job.id } }));
  return <Progress value={data.progress.fraction * 100} aria-label={t('state.running')} transitionDuration={0} />;
}
