import { Anchor, Group, Select, Text } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Leaving } from '#shared/contract/suppression.contract.ts';
import { LEAVE_REASONS } from '#shared/domain/tracking/leave-reason.ts';
import classes from './suppressions.module.css';

const REASONS = [...LEAVE_REASONS, 'not_said'] as const;
const SPANS = ['30', '90', '365'] as const;

/** Each reason with its number, and the people behind it. */
export function LeaveReasons() {
  const { t } = useTranslation('suppression');
  const [query, setQuery] = useSearchParams();
  const span = SPANS.find((one) => one === query.get('days')) ?? '90';
  const reason = REASONS.find((one) => one === query.get('why'));
  const days = Number(span);
  const { data: sums } = useQuery(api.suppressions.reasons.queryOptions({ input: { days } }));
  const total = sums?.reduce((sum, { n }) => sum + n, 0);
  const source = useCursorRows(api.suppressions.leavings.key({ input: { days, reason } }), (cursor, signal) =>
    client.suppressions.leavings({ days, reason, cursor, limit: 100 }, { signal }),
  );
  const columns = useLeavingColumns();
  const numberOf = (one: (typeof REASONS)[number]) => sums && (sums.find((sum) => sum.reason === one)?.n ?? 0);
  const addressOf = (why?: string) => {
    const next = new URLSearchParams({ tab: 'reasons', days: span, ...(why && { why }) });
    return `/suppressions?${next}`;
  };
  return (
    <>
      <Group justify="space-between" mb="sm" align="flex-end" wrap="nowrap">
        <Text c="dimmed" maw={720}>
          {t('leave.text')}
        </Text>
        <Select
          aria-label={t('leave.span')}
          w={170}
          value={span}
          allowDeselect={false}
          data={SPANS.map((value) => ({ value, label: t(`leave.days.${value}`) }))}
          onChange={(value) => {
            if (value) query.set('days', value);
            setQuery(query, { replace: true });
          }}
        />
      </Group>
      <div className={classes.reasons}>
        <StatTile label={t('leave.all')} value={total} href={addressOf()} />
        {REASONS.map((one) => (
          <StatTile
            key={one}
            label={t(`leave.reason.${one}`)}
            value={numberOf(one)}
            base={total}
            href={addressOf(one)}
          />
        ))}
      </div>
      <div className={classes.table}>
        <DataTable
          label={reason ? t(`leave.reason.${reason}`) : t('leave.all')}
          columns={columns}
          source={source}
          rowKey={({ id }) => id}
          minWidth={880}
          empty={<EmptyState icon={IconMoodSmile} sentence={t('leave.none')} />}
        />
      </div>
    </>
  );
}

function useLeavingColumns(): Column<Leaving>[] {
  const { t } = useTranslation('suppression');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'person',
        header: t('leave.person'),
        width: 'minmax(180px, 1.5fr)',
        cell: ({ contact_id, name }) =>
          contact_id ? (
            <Anchor component={Link} href={`/contacts/${contact_id}`} size="sm">
              {name}
            </Anchor>
          ) : (
            <Text size="sm" c="dimmed">
              {t('leave.nobody')}
            </Text>
          ),
      },
      { id: 'what', header: t('leave.what'), cell: ({ list }) => list ?? t('leave.everything') },
      {
        id: 'reason',
        header: t('reason'),
        width: 'minmax(140px, 1fr)',
        cell: ({ reason }) => t(`leave.reason.${reason ?? 'not_said'}`),
      },
      {
        id: 'words',
        header: t('leave.words'),
        width: 'minmax(180px, 2fr)',
        cell: ({ words }) => <span title={words ?? undefined}>{words}</span>,
      },
      {
        id: 'campaign',
        header: t('leave.campaign'),
        width: 'minmax(120px, 1fr)',
        cell: ({ campaign_id, campaign }) =>
          campaign_id && (
            <Anchor component={Link} href={`/campaigns/${campaign_id}`} size="sm">
              {campaign}
            </Anchor>
          ),
      },
      {
        id: 'at',
        header: t('leave.at'),
        width: '150px',
        align: 'end',
        cell: ({ at }) => (
          <Text size="sm" c="dimmed">
            {format.instant(at, 'minute')}
          </Text>
        ),
      },
    ],
    [t, format],
  );
}
