import { Anchor, SegmentedControl, Text } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ActivityEntry } from '#shared/contract/report.contract.ts';
import { ACTIVITIES } from '#shared/domain/tracking/activity.ts';
import classes from './home.module.css';

/** The messages behind a number of the first screen. */
export default function ActivityScreen() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const [query, setQuery] = useSearchParams();
  const what = ACTIVITIES.find((one) => one === query.get('what')) ?? 'sent';
  const source = useCursorRows(api.reports.activity.key({ input: { what } }), (cursor, signal) =>
    client.reports.activity({ what, cursor, limit: 100 }, { signal }),
  );
  const columns = useActivityColumns();
  return (
    <Screen fill>
      <PageHeader
        back={{ href: '/', label: t('title') }}
        title={t(`activity.${what}`)}
        description={t('activity.text', { count: 30, amount: format.number(source.total ?? 0) })}
      />
      <SegmentedControl
        mb="sm"
        w="fit-content"
        aria-label={t('activity.choose')}
        value={what}
        onChange={(next) => setQuery(new URLSearchParams({ what: next }), { replace: true })}
        data={ACTIVITIES.map((value) => ({ value, label: t(value) }))}
      />
      <div className={classes.table}>
        <DataTable
          label={t(`activity.${what}`)}
          columns={columns}
          source={source}
          rowKey={({ id }) => id}
          minWidth={800}
          empty={<EmptyState icon={IconListSearch} sentence={t('activity.none')} />}
        />
      </div>
    </Screen>
  );
}

function useActivityColumns(): Column<ActivityEntry>[] {
  const { t } = useTranslation('home');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'person',
        header: t('activity.person'),
        width: 'minmax(220px, 1.5fr)',
        cell: ({ contact_id, name, address }) =>
          contact_id ? (
            <Anchor component={Link} href={`/contacts/${contact_id}`} size="sm">
              {name || address}
            </Anchor>
          ) : (
            <Text span size="sm" c="dimmed">
              {address || t('activity.erased')}
            </Text>
          ),
      },
      { id: 'address', header: t('activity.address'), width: 'minmax(200px, 1.5fr)', cell: ({ address }) => address },
      {
        id: 'campaign',
        header: t('activity.campaign'),
        width: 'minmax(160px, 1.5fr)',
        cell: ({ campaign_id, campaign }) => (
          <Anchor component={Link} href={`/campaigns/${campaign_id}`} size="sm">
            {campaign}
          </Anchor>
        ),
      },
      {
        id: 'at',
        header: t('activity.at'),
        width: '170px',
        align: 'end',
        cell: ({ at }) => (
          <Text span size="sm" c="dimmed">
            {format.instant(at, 'minute')}
          </Text>
        ),
      },
    ],
    [t, format],
  );
}
