import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconHistory, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Segment } from '#shared/contract/segment.contract.ts';
import type { SegmentEditor } from './use-segment-editor.ts';

interface EditorNoticesProps {
  segment: Segment | null;
  editor: SegmentEditor;
}

/** What must be known or decided before going on. */
export function EditorNotices({ segment, editor }: EditorNoticesProps) {
  const { t } = useTranslation('segment');
  const format = useFormat();
  const { found, conflict } = editor;
  return (
    <>
      {segment?.broken && (
        <Alert color="red" role="alert" mb="sm" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('broken')}>
          {segment.broken}
        </Alert>
      )}
      {found && (
        <Alert
          color="blue"
          role="status"
          mb="sm"
          icon={<IconHistory size={18} aria-hidden />}
          title={t('leave_found.title')}
        >
          <Group justify="space-between" gap="sm">
            <Text size="sm">{t('leave_found.body', { when: format.instant(found.at) })}</Text>
            <Group gap="xs">
              <Button size="xs" onClick={editor.restore}>
                {t('leave_found.restore')}
              </Button>
              <Button size="xs" variant="default" onClick={editor.forget}>
                {t('leave_found.forget')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      {conflict && (
        <Alert
          color="amber"
          role="alert"
          mb="sm"
          icon={<IconUsers size={18} aria-hidden />}
          title={t('conflict.title')}
        >
          <Group justify="space-between" gap="sm">
            <Text size="sm">{t('conflict.body')}</Text>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => editor.resolve('mine')}>
                {t('conflict.mine')}
              </Button>
              <Button size="xs" variant="default" onClick={() => editor.resolve('theirs')}>
                {t('conflict.theirs')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
    </>
  );
}
