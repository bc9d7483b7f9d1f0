import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import type { ImportCounts as Counts, ImportJob } from '#shared/contract/import.contract.ts';

interface ImportCountsProps {
  counts: Counts;
  kind: ImportJob['kind'];
  /** Where the contacts that were made and changed can be seen. */
  links?: { created: string; updated: string };
}

/** What a file does, in numbers: foreseen by a check, or done. */
export function ImportCounts({ counts, kind, links }: ImportCountsProps) {
  const { t } = useTranslation('imports');
  const { created, updated, unchanged, duplicates, warnings, rejected } = counts;
  const people = kind === 'contacts';
  return (
    <SimpleGrid cols={{ base: 2, md: 3, xl: 6 }} spacing="md">
      <StatTile label={t('result.created')} value={created} href={created > 0 ? links?.created : undefined} />
      {people && (
        <StatTile label={t('result.updated')} value={updated} href={updated > 0 ? links?.updated : undefined} />
      )}
      <StatTile label={people ? t('result.unchanged') : t('result.known')} value={unchanged} />
      <StatTile label={t('result.duplicates')} value={duplicates} note={people && t('result.duplicates_note')} />
      <StatTile label={t('result.warnings')} value={warnings} note={t('result.warnings_note')} />
      <StatTile label={t('result.rejected')} value={rejected} note={t('result.rejected_note')} />
      {people && <Consent counts={counts} />}
    </SimpleGrid>
  );
}

/** Who must get nothing, and who stays away: only where a file has such. */
function Consent({ counts }: { counts: Counts }) {
  const { t } = useTranslation('imports');
  const { opt_outs, opt_outs_new, kept_out, resubscribed } = counts;
  const all = Object.values(opt_outs).reduce((sum, n) => sum + n, 0);
  return (
    <>
      {all > 0 && (
        <StatTile label={t('counts.opt_outs')} value={all} note={t('counts.opt_outs_new', { count: opt_outs_new })} />
      )}
      {kept_out > 0 && <StatTile label={t('counts.kept_out')} value={kept_out} note={t('counts.kept_out_note')} />}
      {resubscribed > 0 && (
        <StatTile label={t('counts.resubscribed')} value={resubscribed} note={t('counts.resubscribed_note')} />
      )}
    </>
  );
}
