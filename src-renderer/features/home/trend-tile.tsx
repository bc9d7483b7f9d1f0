import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useLiveValues } from '#renderer/data/metrics.store.ts';
import { useMay } from '#renderer/data/session.ts';
import { TimeChart } from '#renderer/ui/chart.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { HomeSummary, HomeTrend } from '#shared/contract/report.contract.ts';
import classes from './home.module.css';
import { withToday } from './trend-today.ts';

const ENGAGEMENT = ['opened', 'clicked'] as const;
const CHART_HEIGHT = 180;

/** What people did with what was sent, day by day and against the thirty days before. */
export function TrendTile({ summary }: { summary: HomeSummary }) {
  const { t } = useTranslation('home');
  const now = { ...summary, ...useLiveValues('home') };
  return <DayPanel title={t('trend.title')}>{(trend) => <Trend trend={withToday(trend, now)} />}</DayPanel>;
}

function Trend({ trend }: { trend: HomeTrend }) {
  const { t } = useTranslation('home');
  const may = useMay();
  return (
    <>
      <Group gap="sm" grow mb="sm">
        {ENGAGEMENT.map((measure) => (
          <StatTile
            key={measure}
            label={t(measure)}
            value={trend.now[measure]}
            base={trend.now.sent}
            note={<Change measure={measure} trend={trend} />}
            href={may('delivery.read') ? `/activity?what=${measure}` : undefined}
          />
        ))}
      </Group>
      <TimeChart
        label={t('trend.chart')}
        points={trend.days}
        measures={['sent', ...ENGAGEMENT]}
        height={CHART_HEIGHT}
        filename="herald-last-30-days"
      />
    </>
  );
}

/** In points of the share, since numbers alone follow how much was sent. */
function Change({ measure, trend: { now, before } }: { measure: (typeof ENGAGEMENT)[number]; trend: HomeTrend }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  if (before.sent === 0) return t('trend.no_before');
  if (now.sent === 0) return null;
  const points = Math.round(1_000 * (now[measure] / now.sent - before[measure] / before.sent)) / 10;
  if (points === 0) return t('trend.same');
  return t(points > 0 ? 'trend.more' : 'trend.fewer', { points: format.number(Math.abs(points)) });
}

/** Who came and who left. */
export function GrowthTile() {
  const { t } = useTranslation(['home', 'common']);
  const format = useFormat();
  const may = useMay();
  return (
    <DayPanel title={t('growth.title')}>
      {({ now, before, days }) => (
        <>
          <Group gap="sm" grow mb="sm">
            <StatTile
              label={t('common:measure.joined')}
              value={now.joined}
              note={t('growth.before', { amount: format.number(before.joined) })}
              href={may('contact.read') ? `/contacts?${new URLSearchParams({ rule: JOINED })}` : undefined}
            />
            <StatTile
              label={t('common:measure.left')}
              value={now.left}
              note={t('growth.before', { amount: format.number(before.left) })}
              href={may('suppression.read') ? '/suppressions?tab=reasons&days=30' : undefined}
            />
          </Group>
          <TimeChart
            label={t('growth.chart')}
            points={days}
            measures={['joined', 'left']}
            kind="bar"
            height={CHART_HEIGHT}
            filename="herald-contacts-30-days"
          />
        </>
      )}
    </DayPanel>
  );
}

/** The last thirty days, of which today is one. */
const JOINED = 'created_at >= today - 29d';

function DayPanel({ title, children }: { title: string; children(trend: HomeTrend): ReactNode }) {
  const { data, error, refetch } = useQuery(api.reports.trend.queryOptions());
  return (
    <section className={classes.panel} aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data ? children(data) : <Text c="dimmed" h={CHART_HEIGHT} />}
    </section>
  );
}
