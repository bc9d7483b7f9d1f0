import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';
import { recipientsOf, sentOf } from '../campaign-figures.ts';
import classes from './campaign-report.module.css';

interface MeasureTilesProps {
  id: string;
  counts: CampaignCounts | undefined;
  stale: boolean;
}

/** Each number opens the list of deliveries that it counts. */
export function MeasureTiles({ id, counts, stale }: MeasureTilesProps) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const href = (filter: string) =>
    may('delivery.read') ? `/campaigns/${id}?tab=deliveries&show=${filter}` : undefined;
  const sent = counts && sentOf(counts);
  const machines = (deed: 'machine_opened' | 'machine_clicked', count: number) =>
    count > 0 ? { words: t('tile.machines', { count }), href: href(deed) } : undefined;
  return (
    <div className={classes.tiles}>
      <StatTile
        label={t('tile.sent')}
        value={sent}
        base={counts && recipientsOf(counts)}
        note={counts && t('tile.of_recipients', { count: recipientsOf(counts) })}
        href={href('sent')}
        stale={stale}
      />
      <StatTile
        label={t('tile.opened')}
        value={counts?.opened_human}
        base={sent}
        note={counts && t('tile.of_sent', { count: sent ?? 0 })}
        extra={counts && machines('machine_opened', counts.opened_unique - counts.opened_human)}
        href={href('opened')}
        stale={stale}
      />
      <StatTile
        label={t('tile.clicked')}
        value={counts?.clicked_human}
        base={sent}
        note={counts && t('tile.of_sent', { count: sent ?? 0 })}
        extra={counts && machines('machine_clicked', counts.clicked_unique - counts.clicked_human)}
        href={href('clicked')}
        stale={stale}
      />
      <StatTile
        label={t('tile.unsubscribed')}
        value={counts?.unsubscribed}
        base={sent}
        note={counts && t('tile.of_sent', { count: sent ?? 0 })}
        href={href('unsubscribed')}
        stale={stale}
      />
      <StatTile
        label={t('tile.failed')}
        value={counts?.failed}
        note={t('tile.failed_note')}
        href={href('failed')}
        stale={stale}
      />
      <StatTile
        label={t('tile.deferred')}
        value={counts?.deferred}
        note={t('tile.deferred_note')}
        href={href('deferred')}
        stale={stale}
      />
      <StatTile
        label={t('tile.unknown')}
        value={counts?.unknown}
        note={t('tile.unknown_note')}
        href={href('unknown')}
        stale={stale}
      />
      <StatTile
        label={t('tile.skipped')}
        value={counts?.skipped}
        note={t('tile.skipped_note')}
        href={href('skipped')}
        stale={stale}
      />
    </div>
  );
}
