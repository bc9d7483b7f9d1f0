import { Button, Group, Text } from '@mantine/core';
import { IconBolt, IconSearchOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { DeliveryStatePill } from '#renderer/pickers/delivery-state-pill.tsx';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { FilterMenu } from '#renderer/ui/filter-menu.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { TransactionalMessage } from '#shared/contract/transactional.contract.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import { useMessageFilter } from './use-message-filter.ts';

/** States that a single message can be found in; those in hand last for a blink. */
const STATES: DeliveryState[] = [
  'queued',
  'accepted',
  'deferred',
  'failed',
  'skipped',
  'bounced',
  'complained',
  'cancelled',
];

/** Every message that a program has asked for, newest first. */
export default function TransactionalScreen() {
  const { t } = useTranslation(['transactional', 'campaign']);
  const [filter, change] = useMessageFilter();
  const columns = useMessageColumns();
  const source = useCursorRows(api.transactional.list.key({ input: filter }), (cursor, signal) =>
    client.transactional.list({ ...filter, cursor, limit: 100 }, { signal }),
  );
  const isFiltered = Object.keys(filter).length > 0;
  const showAll = (
    <Button variant="default" onClick={() => change({ state: undefined, search: undefined })}>
      {t('show_all')}
    </Button>
  );
  return (
    <Screen fill>
      <PageHeader title={t('title')} description={t('description')} />
      {(isFiltered || source.total !== 0) && (
        <Group gap="xs" mb="sm">
          <SearchField
            label={t('search')}
            value={filter.search ?? ''}
            onSearch={(search) => change({ search: search || undefined })}
            width={280}
          />
          <FilterMenu
            label={t('state')}
            anything={t('any_state')}
            value={filter.state}
            options={STATES.map((state) => ({ value: state, label: t(`campaign:delivery_state.${state}`) }))}
            onChange={(state) => change({ state })}
          />
        </Group>
      )}
      <DataTable
        label={t('title')}
        columns={columns}
        source={source}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/transactional/${id}`}
        minWidth={900}
        empty={
          isFiltered ? (
            <EmptyState icon={IconSearchOff} sentence={t('none_match')} action={showAll} />
          ) : (
            <EmptyState icon={IconBolt} sentence={t('empty')} action={<HowTo />} />
          )
        }
      />
    </Screen>
  );
}

function HowTo() {
  const { t } = useTranslation('transactional');
  const may = useMay();
  if (!may('apikey.read')) return null;
  return (
    <Button component={Link} href="/settings/keys">
      {t('make_key')}
    </Button>
  );
}

function useMessageColumns(): Column<TransactionalMessage>[] {
  const { t } = useTranslation('transactional');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'to',
        header: t('to'),
        width: 'minmax(200px, 1.2fr)',
        cell: ({ to }) => to || t('erased'),
      },
      { id: 'subject', header: t('subject'), width: 'minmax(180px, 1.4fr)', cell: ({ subject }) => subject },
      { id: 'state', header: t('state'), width: '160px', cell: ({ state }) => <DeliveryStatePill state={state} /> },
      {
        id: 'reason',
        header: t('what_happened'),
        width: 'minmax(200px, 1.6fr)',
        cell: ({ reason, response }) => (
          <span title={[reason, response].filter(Boolean).join('\n')}>
            {reason}
            {response && (
              <Text span fz="inherit" c="dimmed" ml={8}>
                {response}
              </Text>
            )}
          </span>
        ),
      },
      { id: 'at', header: t('asked_at'), width: '160px', cell: ({ created_at }) => format.instant(created_at) },
    ],
    [t, format],
  );
}
