import { Button, Group, Stack, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';

/** A line that grows into a note. */
export function NoteComposer({ contactId }: { contactId: string }) {
  const { t } = useTranslation(['timeline', 'common']);
  const [text, setText] = useState('');
  const add = useMutation(api.notes.create.mutationOptions({ onSuccess: () => setText(''), onError: toast.failed }));
  const save = () => {
    if (text.trim() !== '' && !add.isPending) add.mutate({ contact_id: contactId, text });
  };
  return (
    <Stack gap="xs" mb="lg">
      <Textarea
        aria-label={t('note.write')}
        placeholder={t('note.write')}
        autosize
        maxRows={10}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={getHotkeyHandler([['mod+Enter', save]])}
      />
      {text !== '' && (
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="gray" size="xs" onClick={() => setText('')}>
            {t('common:cancel')}
          </Button>
          <Button size="xs" loading={add.isPending} disabled={text.trim() === ''} onClick={save}>
            {t('note.add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
