import { Button, Group, Text } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconCheck, IconPencil, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '#renderer/ui/describe-error.ts';
import type { SaveState } from './draft-store.ts';

const SIGNS: Record<SaveState['is'], Icon> = {
  saved: IconCheck,
  unsaved: IconPencil,
  saving: IconRefresh,
  failed: IconAlertTriangle,
  conflict: IconAlertTriangle,
};

/** Whether what is in the editor is safe, and if not, why. */
export function SaveSign({ save, onRetry }: { save: SaveState; onRetry(): void }) {
  const { t } = useTranslation('campaign');
  const common = useTranslation().t;
  const Sign = SIGNS[save.is];
  const bad = save.is === 'failed' || save.is === 'conflict';
  const why = save.is === 'failed' ? describeError(save.error).message : undefined;
  return (
    <Group gap={6} wrap="nowrap" role="status" data-save={save.is}>
      <Sign size={16} aria-hidden color={`var(--mantine-color-${bad ? 'red-text' : 'dimmed'})`} />
      <Text size="sm" c={bad ? 'var(--mantine-color-red-text)' : 'dimmed'} maw={260} truncate title={why}>
        {why ? t('save.failed', { why }) : t(`save.${save.is}`)}
      </Text>
      {save.is === 'failed' && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {common('retry')}
        </Button>
      )}
    </Group>
  );
}
