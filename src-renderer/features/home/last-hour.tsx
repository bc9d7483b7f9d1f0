import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeChart } from '#renderer/ui/chart.tsx';
import type { TimelinePoint } from '#shared/contract/campaign.contract.ts';
import classes from './home.module.css';
import { slidingHour } from './sliding-hour.ts';
import { useNow } from './use-now.ts';

const MEASURES = ['sent', 'opened', 'clicked', 'unsubscribed'] as const;

export function LastHour({ points }: { points: readonly TimelinePoint[] }) {
  const { t } = useTranslation('home');
  const now = useNow(10_000);
  const hour = useMemo(() => slidingHour(points, now), [points, now]);
  return (
    <section className={classes.panel}>
      <TimeChart
        title={t('last_hour')}
        label={t('chart_label')}
        points={hour}
        measures={MEASURES}
        filename="herald-last-hour"
      />
    </section>
  );
}
