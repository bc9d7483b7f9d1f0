import { IconMailCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import type { Column } from '#renderer/ui/data-table-column.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Failure, FailureGroup } from '#shared/contract/failure.contract.ts';
import classes from './failures.module.css';

const HEAD = 38;
const ROW = 40;

/** The messages behind a number; each leads to the contact, where an address is put right. */
export function FailureList({ cause }: Pick<FailureGroup, 'cause'>) {
  const { t } = useTranslation('failures');
  const columns = useColumns();
  const source = useCursorRows(api.failures.list.key({ input: { cause } }), (cursor, signal) =>
    client.failures.list({ cause, cursor, limit: 100 }, { signal }),
  );
  return (
    <div className={classes.list} style={{ height: heightOf(source.total ?? 1) }}>
      <DataTable
        label={t(`cause.${cause}`)}
        columns={columns}
        source={source}
        rowKey={({ id }) => id}
        rowHref={({ contact_id, campaign_id }) =>
          contact_id ? `/contacts/${contact_id}` : `/campaigns/${campaign_id}?tab=deliveries&show=failed`
        }
        minWidth={820}
        empty={<EmptyState icon={IconMailCheck} sentence={t('empty')} />}
      />
    </div>
  );
}

/** As high as its rows, up to a point. */
function heightOf(rows: number): number {
  return Math.min(420, HEAD + ROW * Math.max(1, rows));
}

function useColumns(): Column<Failure>[] {
  const { t } = useTranslation('failures');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'address', header: t('column.recipient'), width: 'minmax(200px, 1.2fr)', cell: ({ address }) => address },
      { id: 'campaign', header: t('column.campaign'), width: 'minmax(140px, 1fr)', cell: (row) => row.campaign_name },
      {
        id: 'reason',
        header: t('column.reason'),
        width: 'minmax(220px, 2fr)',
        cell: ({ reason, response }) => <span title={response ?? undefined}>{response ?? reason}</span>,
      },
      {
        id: 'attempts',
        header: t('column.attempts'),
        width: '72px',
        align: 'end',
        cell: ({ attempts }) => format.number(attempts),
      },
      { id: 'failed', header: t('column.failed'), width: '168px', cell: ({ failed_at }) => format.instant(failed_at) },
    ],
    [t, format],
  );
}
