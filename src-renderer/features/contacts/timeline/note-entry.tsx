import { ActionIcon, Button, Group, Menu, Stack, Text, Textarea } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/data/session.ts';
import type { TimelineEntry } from '#shared/contract/contact.contract.ts';
import classes from './timeline.module.css';
import { useNoteActions } from './use-note-actions.ts';

/** The words of a note, and what its author may do with it. */
export function NoteEntry({ data }: Pick<TimelineEntry, 'data'>) {
  const { t } = useTranslation(['timeline', 'common']);
  const me = useSession()?.user;
  const [draft, setDraft] = useState<string | null>(null);
  const note = { id: String(data.id), text: String(data.text) };
  const { rewrite, remove, isPending } = useNoteActions(note.id, () => setDraft(null));
  const isMine = me !== undefined && data.author_id === me.id;
  if (draft !== null) {
    return (
      <Stack gap="xs" mb={4}>
        <Textarea
          aria-label={t('note.edit')}
          autosize
          autoFocus
          maxRows={12}
          maxLength={10_000}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" size="xs" onClick={() => setDraft(null)}>
            {t('common:cancel')}
          </Button>
          <Button size="xs" loading={isPending} disabled={draft.trim() === ''} onClick={() => rewrite(draft)}>
            {t('common:save')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Group wrap="nowrap" align="flex-start" justify="space-between" gap="xs">
      <Text className={classes.note}>{note.text}</Text>
      {(isMine || me?.role === 'admin') && (
        <Menu>
          <Menu.Target>
            <ActionIcon size={24} mt={-2} aria-label={t('note.more')}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {isMine && <Menu.Item onClick={() => setDraft(note.text)}>{t('note.edit')}</Menu.Item>}
            <Menu.Item color="red" onClick={remove}>
              {t('note.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
