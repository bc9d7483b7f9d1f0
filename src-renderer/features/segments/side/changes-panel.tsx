import { Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import type { Segment } from '#shared/contract/segment.contract.ts';
import type { SegmentEditor } from '../editor/use-segment-editor.ts';

interface ChangesPanelProps {
  segment: Segment | null;
  editor: SegmentEditor;
}

/** Whether comings and goings are recorded, and the latest ones. */
export function ChangesPanel({ segment, editor }: ChangesPanelProps) {
  const { t } = useTranslation('segment');
  const may = useMay();
  const { watched } = editor.words;
  return (
    <Stack gap="md" p="md">
      <Switch
        label={t('changes.watch')}
        description={t('changes.watch_hint')}
        checked={watched}
        disabled={!may('segment.write')}
        onChange={(event) => editor.edit({ watched: event.currentTarget.checked })}
      />
      {watched !== (segment?.watched ?? false) && (
        <Text size="sm" c="dimmed" role="status">
          {t('changes.starts_when_saved')}
        </Text>
      )}
    </Stack>
  );
}
