import { ActionIcon, Anchor, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { ContactStatusPill } from '#renderer/pickers/contact-status-pill.tsx';
import type { Column } from '#renderer/ui/data-table.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Suppression } from '#shared/contract/suppression.contract.ts';
import classes from './suppressions.module.css';
import { useOriginName } from './use-origin-name.ts';

export function useSuppressionColumns(onRemove: (row: Suppression) => void): Column<Suppression>[] {
  const { t } = useTranslation('suppression');
  const format = useFormat();
  const originName = useOriginName();
  const may = useMay();
  const mayRemove = may('suppression.remove');
  return useMemo(() => {
    const columns: Column<Suppression>[] = [
      {
        id: 'address',
        header: t('column.address'),
        width: 'minmax(240px, 2fr)',
        cell: (row) => <Address row={row} />,
      },
      {
        id: 'reason',
        header: t('column.reason'),
        width: '150px',
        cell: ({ reason }) => <ContactStatusPill status={reason} />,
      },
      {
        id: 'source',
        header: t('column.source'),
        width: 'minmax(180px, 1.5fr)',
        cell: ({ source, source_name: name }) => {
          const [origin = ''] = source.split(':', 1);
          if (name === null) return originName(origin);
          return t(origin === 'campaign' ? 'from_campaign' : 'from_import', { name });
        },
      },
      {
        id: 'at',
        header: t('column.at'),
        width: '150px',
        align: 'end',
        cell: ({ at }) => (
          <Text size="sm" c="dimmed">
            {format.instant(at, 'date')}
          </Text>
        ),
      },
    ];
    if (!mayRemove) return columns;
    const action: Column<Suppression> = {
      id: 'remove',
      header: '',
      width: '56px',
      cell: (row) => (
        <Tooltip label={t('remove')}>
          <ActionIcon aria-label={t('remove_of', { address: nameOf(row) })} onClick={() => onRemove(row)}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ),
    };
    return [...columns, action];
  }, [t, format, originName, mayRemove, onRemove]);
}

/** The address, or the beginning of its hash where that is all there is. */
export function nameOf({ address, id }: Suppression): string {
  return address ?? `${id.slice(0, 12)}…`;
}

function Address({ row }: { row: Suppression }) {
  const { t } = useTranslation('suppression');
  if (row.address === null) {
    return (
      <span className={classes.mono} title={t('hash_only', { hash: row.id })}>
        {nameOf(row)}
      </span>
    );
  }
  if (row.contact_id === null) return <>{row.address}</>;
  return (
    <Anchor component={Link} href={`/contacts/${row.contact_id}`} size="sm">
      {row.address}
    </Anchor>
  );
}
