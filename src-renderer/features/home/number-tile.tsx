import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/data/connection.store.ts';
import { useLiveValues } from '#renderer/data/metrics.store.ts';
import { useMay } from '#renderer/data/session.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { HomeSummary } from '#shared/contract/report.contract.ts';
import type { NumberTile as Kind } from '#shared/domain/home-tile.ts';

/** One number of the first screen with what it is a part of, and the way to its list. */
export function NumberTile({ kind, summary }: { kind: Kind; summary: HomeSummary }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const may = useMay();
  const stale = useConnection(({ state }) => state === 'stale');
  const live = useLiveValues('home');
  const now = { ...summary, ...live };
  if (kind === 'contacts') {
    return (
      <StatTile
        label={t('contacts')}
        value={now.contacts}
        href={may('contact.read') ? '/contacts' : undefined}
        note={t('deliverable', { amount: format.number(now.deliverable) })}
        stale={stale}
      />
    );
  }
  const href = may('delivery.read') ? `/activity?what=${kind}` : undefined;
  if (kind === 'sent') {
    return (
      <StatTile
        label={t('sent')}
        value={now.sent}
        href={href}
        note={t('last_days', { count: now.days })}
        stale={stale}
      />
    );
  }
  const machines = kind === 'opened' || kind === 'clicked' ? now[`${kind}_any`] - now[kind] : 0;
  return (
    <StatTile
      label={t(kind)}
      value={now[kind]}
      base={now.sent}
      href={href}
      extra={machines > 0 ? { words: t('machines', { count: machines }) } : undefined}
      note={t('of_sent', { base: format.number(now.sent) })}
      stale={stale}
    />
  );
}
