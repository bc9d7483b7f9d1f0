import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/data/connection.store.ts';
import { useLiveValues } from '#renderer/data/metrics.store.ts';
import { useMay } from '#renderer/data/session.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { HomeSummary } from '#shared/contract/report.contract.ts';
import classes from './home.module.css';

const ENGAGEMENT = ['opened', 'clicked', 'unsubscribed', 'failed'] as const;

export function HomeTiles({ summary }: { summary: HomeSummary }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const may = useMay();
  const stale = useConnection(({ state }) => state === 'stale');
  const live = useLiveValues('home');
  const now = { ...summary, ...live };
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
        href="/campaigns"
        note={t('last_days', { count: now.days })}
        stale={stale}
      />
      {ENGAGEMENT.map((measure) => (
        <StatTile
          key={measure}
          label={t(measure)}
          value={now[measure]}
          base={now.sent}
          href="/campaigns"
          note={t('of_sent', { base: format.number(now.sent) })}
          stale={stale}
        />
      ))}
    </div>
  );
}
