import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { describeError } from '#renderer/ui/describe-error.ts';
import type { DraftSave } from './use-template-draft.ts';

/** Whether what is being written is safe on the server. */
export function DraftSign({ save, onRetry }: { save: DraftSave; onRetry(): void }) {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  if (save.is === 'failed') {
    const { message } = describeError(save.error);
    return (
      <Group gap={6} role="alert">
        <Text size="sm" c="var(--mantine-color-red-text)" maw={280} truncate title={message}>
          {t('save.failed', { why: message })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {common('retry')}
        </Button>
      </Group>
    );
  }
  return (
    <Text size="sm" c="dimmed" role="status" data-save={save.is}>
      {t(`save.${save.is}`)}
    </Text>
  );
}
