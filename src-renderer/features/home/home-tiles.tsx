import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/data/connection.store.ts';
import { useLiveValues } from '#renderer/data/metrics.store.ts';
import { useMay } from '#renderer/data/session.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { HomeSummary } from '#shared/contract/report.contract.ts';
import type { Activity } from '#shared/domain/tracking/activity.ts';
import classes from './home.module.css';

const ENGAGEMENT = ['opened', 'clicked', 'unsubscribed', 'failed'] as const;

export function HomeTiles({ summary }: { summary: HomeSummary }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const may = useMay();
  const stale = useConnection(({ state }) => state === 'stale');
  const live = useLiveValues('home');
  const now = { ...summary, ...live };
  const listOf = (what: Activity) => (may('delivery.read') ? `/activity?what=${what}` : undefined);
  const machinesOf = (measure: (typeof ENGAGEMENT)[number]) => {
    const machines = measure === 'opened' || measure === 'clicked' ? now[`${measure}_any`] - now[measure] : 0;
    return machines > 0 ? { words: t('machines', { count: machines }) } : undefined;
  };
  return (
    <div className={classes.tiles}>
      <StatTile
        label={t('contacts')}
        value={now.contacts}
        href={may('contact.read') ? '/contacts' : undefined}
        note={t('deliverable', { amount: format.number(now.deliverable) })}
        stale={stale}
      />
      <StatTile
        label={t('sent')}
        value={now.sent}
        href={listOf('sent')}
        note={t('last_days', { count: now.days })}
        stale={stale}
      />
      {ENGAGEMENT.map((measure) => (
        <StatTile
          key={measure}
          label={t(measure)}
          value={now[measure]}
          base={now.sent}
          href={listOf(measure)}
          extra={machinesOf(measure)}
          note={t('of_sent', { base: format.number(now.sent) })}
          stale={stale}
        />
      ))}
    </div>
  );
}
