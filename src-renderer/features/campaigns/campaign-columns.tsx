import { Group, Progress, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { progressOf } from '#renderer/pickers/campaign-progress.ts';
import { CampaignStatePill } from '#renderer/pickers/campaign-state-pill.tsx';
import type { Column } from '#renderer/ui/data-table.tsx';
import { NOTHING } from '#renderer/ui/format-number.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignRow } from '#shared/contract/campaign.contract.ts';
import { recipientsOf, sentOf } from './campaign-figures.ts';
import { CampaignRowMenu } from './campaign-row-menu.tsx';

const isStarted = ({ state }: CampaignRow) => state !== 'draft' && state !== 'scheduled';

export function useCampaignColumns(): Column<CampaignRow>[] {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  return useMemo(() => {
    const count = (of: (row: CampaignRow) => number) => (row: CampaignRow) =>
      isStarted(row) ? format.number(of(row)) : NOTHING;
    const share = (of: (row: CampaignRow) => number) => (row: CampaignRow) =>
      isStarted(row) ? <Share part={of(row)} base={sentOf(row.counts)} /> : NOTHING;
    return [
      {
        id: 'name',
        header: t('column.name'),
        width: 'minmax(200px, 2fr)',
        cell: (row) => <NameCell row={row} />,
      },
      { id: 'state', header: t('column.state'), width: '156px', cell: (row) => <StateCell row={row} /> },
      {
        id: 'recipients',
        header: t('column.recipients'),
        width: '100px',
        align: 'end',
        cell: count((row) => recipientsOf(row.counts)),
      },
      { id: 'sent', header: t('column.sent'), width: '80px', align: 'end', cell: count((row) => sentOf(row.counts)) },
      {
        id: 'opened',
        header: t('column.opened'),
        width: '108px',
        align: 'end',
        cell: share((row) => row.counts.opened_human),
      },
      {
        id: 'clicked',
        header: t('column.clicked'),
        width: '108px',
        align: 'end',
        cell: share((row) => row.counts.clicked_human),
      },
      { id: 'when', header: t('column.when'), width: '164px', cell: (row) => <WhenCell row={row} /> },
      { id: 'menu', header: '', width: '60px', cell: (row) => <CampaignRowMenu row={row} /> },
    ];
  }, [t, format]);
}

function NameCell({ row: { name, subject } }: { row: CampaignRow }) {
  return (
    <>
      {name}
      {subject && (
        <Text span fz="inherit" c="dimmed" fw={400} ml={8}>
          {subject}
        </Text>
      )}
    </>
  );
}

function Share({ part, base }: { part: number; base: number }) {
  const format = useFormat();
  return (
    <>
      {format.number(part)}
      <Text span fz="inherit" c="dimmed" ml={6}>
        {format.percent(part, base)}
      </Text>
    </>
  );
}

function StateCell({ row }: { row: CampaignRow }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const { done, all } = progressOf(row.counts);
  const runs = (row.state === 'sending' || row.state === 'paused') && !row.preparing && all > 0;
  if (!runs) return <CampaignStatePill state={row.state} preparing={row.preparing} />;
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <CampaignStatePill state={row.state} />
        <Text span fz="xs" c="dimmed" className="numbers">
          {format.percent(done, all)}
        </Text>
      </Group>
      <Progress value={(100 * done) / all} size={3} mt={3} aria-label={t('progress.label')} />
    </>
  );
}

function WhenCell({ row }: { row: CampaignRow }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  if (row.state === 'scheduled' && row.hold_until) return format.instant(row.hold_until);
  if (row.state === 'scheduled' && row.schedule) return format.instant(row.schedule.at);
  if (row.started_at) return format.instant(row.started_at);
  return (
    <Text span fz="inherit" c="dimmed">
      {t('list.edited', { when: format.relative(row.updated_at) })}
    </Text>
  );
}
