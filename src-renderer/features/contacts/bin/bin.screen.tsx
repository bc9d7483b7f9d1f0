import { Anchor, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconTrash, IconTrashX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useRowWindow } from '#renderer/data/use-row-window.ts';
import { useFollowed } from '#renderer/pickers/followed-work.store.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { BinRow } from '#shared/contract/bin.contract.ts';
import { BulkProgress } from '../bulk/bulk-progress.tsx';
import { useBulkEdit } from '../bulk/use-bulk-edit.ts';

/** What was deleted and can still be taken back. */
export default function BinScreen() {
  const { t } = useTranslation(['contacts', 'audience', 'common']);
  const format = useFormat();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const rows = useRowWindow<BinRow>((offset, limit) =>
    api.bin.list.queryOptions({ input: { search: search || undefined, offset, limit } }),
  );
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const clear = () => setPicked(new Set());
  const { data: organization } = useQuery(api.organization.get.queryOptions());
  const columns = useBinColumns();
  const follow = useFollowed((state) => state.follow);
  const { start } = useBulkEdit(clear);
  const purge = useMutation(
    api.bin.purge.mutationOptions({
      onSuccess({ id }) {
        follow(id);
        clear();
      },
      onError: toast.failed,
    }),
  );
  const count = picked.size || (rows.total ?? 0);
  const chosen = picked.size > 0 ? [...picked] : undefined;
  const restore = () => {
    const target = chosen
      ? ({ kind: 'picked', contact_ids: chosen } as const)
      : ({ kind: 'bin', search: search || undefined } as const);
    const go = () => void start({ target, action: { kind: 'restore' } });
    if (chosen) return go();
    confirm({
      title: t('bin.restore_all_title', { count }),
      body: t('bin.restore_all_body'),
      action: t('bin.restore'),
      onConfirm: go,
    });
  };
  const askToPurge = () =>
    confirm({
      title: t('bin.purge_title', { count }),
      body: t('bin.purge_body'),
      action: t('bin.purge_action', { count }),
      danger: true,
      onConfirm: () => purge.mutate({ contact_ids: chosen, search: search || undefined }),
    });
  return (
    <Screen fill>
      <PageHeader
        back={{ href: '/contacts', label: t('title') }}
        title={t('bin.title')}
        aside={
          rows.total !== undefined && (
            <Text c="dimmed" className="numbers">
              {format.number(rows.total)}
            </Text>
          )
        }
        description={
          organization && (
            <>
              {t('bin.description', { count: organization.bin_days })}{' '}
              {may('organization.write') && (
                <Anchor component={Link} href="/settings/organization" size="sm">
                  {t('bin.days_setting')}
                </Anchor>
              )}
            </>
          )
        }
        actions={
          count > 0 && (
            <>
              {may('contact.write') && (
                <Button variant="default" leftSection={<IconArrowBackUp size={18} aria-hidden />} onClick={restore}>
                  {chosen ? t('bin.restore') : t('bin.restore_all')}
                </Button>
              )}
              {may('contact.purge') && (
                <Button
                  variant="default"
                  leftSection={<IconTrashX size={18} aria-hidden />}
                  loading={purge.isPending}
                  onClick={askToPurge}
                >
                  {chosen ? t('bin.purge') : t('bin.purge_all')}
                </Button>
              )}
            </>
          )
        }
      />
      <BulkProgress />
      <Group gap="xs" mb="sm">
        <SearchField
          label={t('search')}
          value={search}
          onSearch={(text) => setParams(text ? { search: text } : {}, { replace: true })}
          width={300}
        />
        {chosen && (
          <Text c="dimmed" aria-live="polite">
            {t('selection.count', { count: chosen.length })}
          </Text>
        )}
      </Group>
      <DataTable
        label={t('bin.title')}
        columns={columns}
        source={rows}
        rowKey={({ id }) => id}
        selection={{
          selected: picked,
          onToggle: (key) =>
            setPicked((was) => {
              const next = new Set(was);
              if (!next.delete(key)) next.add(key);
              return next;
            }),
        }}
        minWidth={970}
        empty={<EmptyState icon={IconTrash} sentence={search ? t('bin.none_fits') : t('bin.empty')} />}
      />
    </Screen>
  );
}

function useBinColumns(): Column<BinRow>[] {
  const { t } = useTranslation(['contacts', 'audience']);
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('audience:field.name'),
        width: 'minmax(150px, 1.1fr)',
        cell: ({ name, email }) => (name === email ? '' : name),
      },
      {
        id: 'email',
        header: t('audience:field.email'),
        width: 'minmax(220px, 2fr)',
        cell: ({ email, address_taken_by: other }) =>
          other ? (
            <Tooltip label={t('bin.taken_hint')} multiline maw={320}>
              <Group gap={6} wrap="nowrap">
                <Text span inherit truncate>
                  {email}
                </Text>
                <Anchor component={Link} href={`/contacts/${other.id}`} size="sm">
                  {t('bin.taken', { name: other.name })}
                </Anchor>
              </Group>
            </Tooltip>
          ) : (
            email
          ),
      },
      { id: 'company', header: t('audience:field.company'), cell: ({ company }) => company },
      { id: 'by', header: t('bin.by'), width: '150px', cell: ({ deleted_by }) => deleted_by },
      {
        id: 'deleted_at',
        header: t('bin.deleted'),
        width: '150px',
        align: 'end',
        cell: ({ deleted_at }) => format.instant(deleted_at, 'minute'),
      },
      {
        id: 'purged_at',
        header: t('bin.until'),
        width: '120px',
        align: 'end',
        cell: ({ purged_at }) => format.instant(purged_at, 'date'),
      },
    ],
    [t, format],
  );
}
