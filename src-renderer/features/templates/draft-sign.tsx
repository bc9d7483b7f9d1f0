import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '#renderer/data/refusal.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { describeError } from '#renderer/ui/describe-error.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { TemplateDraftEditor } from './use-template-draft.ts';

/** Whether what is being written is safe on the server. */
export function DraftSign({ draft }: { draft: TemplateDraftEditor }) {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  const { save } = draft;
  if (save.is === 'failed') {
    const { message } = describeError(save.error);
    const isTheirs = isRefusal(save.error, 'STALE_REVISION');
    return (
      <Group gap={6} role="alert">
        <Text size="sm" c="var(--mantine-color-red-text)" maw={280} truncate title={message}>
          {t('save.failed', { why: message })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={isTheirs ? askForTheirs : () => void draft.flush()}>
          {isTheirs ? t('theirs.action') : common('retry')}
        </Button>
      </Group>
    );
  }
  return (
    <Text size="sm" c="dimmed" role="status" data-save={save.is}>
      {t(`save.${save.is}`)}
    </Text>
  );

  function askForTheirs(): void {
    confirm({
      title: t('theirs.title'),
      body: t('theirs.text'),
      action: t('theirs.action'),
      danger: true,
      onConfirm: () => void draft.takeTheirs().catch(toast.failed),
    });
  }
}
