import { Anchor, Button, Group, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { useDocumentTitle } from '#renderer/ui/use-document-title.ts';
import type { Segment } from '#shared/contract/segment.contract.ts';
import { SegmentMenu } from '../segment-menu.tsx';
import classes from './editor.module.css';
import type { SegmentEditor } from './use-segment-editor.ts';

interface EditorHeaderProps {
  segment: Segment | null;
  editor: SegmentEditor;
  /** Whether the rule can be asked, so that it may be saved. */
  sound: boolean;
}

export function EditorHeader({ segment, editor, sound }: EditorHeaderProps) {
  const { t } = useTranslation(['segment', 'common']);
  const may = useMay();
  const [, navigate] = useLocation();
  const { words, dirty, nameError, saving } = editor;
  const title = words.name || t('new.title');
  useDocumentTitle(title);
  return (
    <header>
      <Anchor component={Link} href="/segments" size="sm" c="dimmed" w="fit-content">
        <Group gap={2} component="span">
          <IconChevronLeft size={16} aria-hidden />
          {t('title')}
        </Group>
      </Anchor>
      <Group gap="sm" wrap="nowrap" mt={4} mb={12} align="flex-start">
        <VisuallyHidden component="h1">{title}</VisuallyHidden>
        <TextInput
          className={classes.name}
          aria-label={t('new.name')}
          placeholder={t('new.name')}
          value={words.name}
          maxLength={120}
          readOnly={!may('segment.write')}
          error={nameError}
          onChange={(event) => editor.edit({ name: event.currentTarget.value })}
        />
        <Group gap="xs" wrap="nowrap" h={36}>
          <Text size="sm" c="dimmed" role="status">
            {dirty ? t('unsaved') : segment ? t('saved_state') : ''}
          </Text>
          {may('segment.write') && (
            <>
              {segment && dirty && (
                <Button variant="subtle" color="gray" onClick={editor.discard}>
                  {t('discard')}
                </Button>
              )}
              <Button loading={saving} disabled={!sound || (!dirty && segment !== null)} onClick={editor.save}>
                {segment ? t('common:save') : t('save_as_new')}
              </Button>
            </>
          )}
          {segment && <SegmentMenu segment={segment} onDeleted={() => navigate('/segments')} />}
        </Group>
      </Group>
    </header>
  );
}
