import { Alert, SimpleGrid, Stack } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';

/** What taking an import back has done. */
export function UndoResult({ undo, kind }: { undo: NonNullable<ImportJob['undo']>; kind: ImportJob['kind'] }) {
  const { t } = useTranslation('imports');
  return (
    <Stack gap="md">
      <Alert color="blue" icon={<IconArrowBackUp size={18} aria-hidden />}>
        {t('undo.done')}
      </Alert>
      <SimpleGrid cols={{ base: 2, md: 3, xl: 6 }} spacing="md">
        {kind === 'events' ? (
          <StatTile label={t('undo.events_gone')} value={undo.events} />
        ) : (
          <>
            <StatTile label={t('undo.binned')} value={undo.binned} href="/contacts/bin" />
            <StatTile label={t('undo.restored')} value={undo.restored} />
            <StatTile label={t('undo.kept')} value={undo.kept} note={t('undo.kept_note')} />
            <StatTile label={t('undo.memberships_gone')} value={undo.memberships} />
            <StatTile label={t('undo.tags_gone')} value={undo.tags} />
            <StatTile label={t('undo.opt_outs_stay')} value={undo.opt_outs_stay} href="/suppressions" />
          </>
        )}
      </SimpleGrid>
    </Stack>
  );
}
