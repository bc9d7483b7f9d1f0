import { List, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { CampaignStatePill } from '#renderer/pickers/campaign-state-pill.tsx';
import { type Column, DataTable } from '#renderer/ui/data-table.tsx';
import { formatInstant } from '#renderer/ui/format-instant.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign, CampaignRow } from '#shared/contract/campaign.contract.ts';
import { nextTimes } from '#shared/domain/timing/send-timing.ts';
import classes from './campaign-report.module.css';

/** A campaign that repeats: when it comes next, and the runs so far, each with its own numbers. */
export function SeriesRuns({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('timing');
  const { locale } = useFormat();
  const { repeat } = campaign.timing;
  const columns = useRunColumns();
  const filter = { series: campaign.id };
  const source = useCursorRows(api.campaigns.list.key({ input: filter }), (cursor, signal) =>
    client.campaigns.list({ ...filter, cursor, limit: 50 }, { signal }),
  );
  if (!repeat) return null;
  const next = campaign.state === 'scheduled' ? (nextTimes(repeat, Date.now(), 5) ?? []) : [];
  return (
    <>
      {next.length > 0 && (
        <section className={classes.panel} aria-label={t('next_times')}>
          <Text fw={500}>{t('next_times')}</Text>
          <List size="sm" className="numbers">
            {next.map((at) => (
              <List.Item key={at}>{formatInstant(locale, repeat.timezone, at, 'full')}</List.Item>
            ))}
          </List>
        </section>
      )}
      <DataTable
        label={t('runs')}
        columns={columns}
        source={source}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/campaigns/${id}`}
        minWidth={640}
        empty={
          <Text c="dimmed" p="md">
            {t('no_runs')}
          </Text>
        }
      />
    </>
  );
}

function useRunColumns(): Column<CampaignRow>[] {
  const { t } = useTranslation(['timing', 'campaign']);
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('run'),
        width: 'minmax(240px, 2fr)',
        cell: ({ name }) => name,
      },
      {
        id: 'state',
        header: t('campaign:list.state'),
        width: '150px',
        cell: ({ state, preparing }) => <CampaignStatePill state={state} preparing={preparing} />,
      },
      {
        id: 'sent',
        header: t('campaign:tile.sent'),
        width: '100px',
        align: 'end',
        cell: ({ counts }) => format.number(counts.accepted),
      },
      {
        id: 'opened',
        header: t('campaign:tile.opened'),
        width: '100px',
        align: 'end',
        cell: ({ counts }) => format.number(counts.opened_human),
      },
    ],
    [t, format],
  );
}
