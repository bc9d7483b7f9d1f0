import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface WordDialogProps {
  title: string;
  text: string;
  label: string;
  action: string;
  required?: boolean;
  busy: boolean;
  opened: boolean;
  onClose(): void;
  onSay(word: string): void;
}

/** A question or an answer, with a word to it. */
export function WordDialog({ title, opened, onClose, ...form }: WordDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <WordForm onClose={onClose} {...form} />
    </Modal>
  );
}

function WordForm({ text, label, action, required, busy, onClose, onSay }: Omit<WordDialogProps, 'title' | 'opened'>) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSay(word.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {text}
        </Text>
        <Textarea
          label={label}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2_000}
          required={required}
          data-autofocus
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={required && word.trim() === ''}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
