import { Button, Group, TextInput } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Block } from '#shared/domain/design/design.ts';
import { firstWords } from '#shared/domain/design/first-words.ts';

/** Keeps a block under a name, to be put into other mails. */
export function SaveBlock({ block }: { block: Block }) {
  const { t } = useTranslation('design');
  const may = useMay();
  const [name, setName] = useState<string | null>(null);
  const save = useMutation(
    api.savedBlocks.create.mutationOptions({
      onSuccess: () => {
        setName(null);
        toast.done(t('saved.done'));
      },
      onError: toast.failed,
    }),
  );
  if (!may('template.write')) return null;
  if (name === null) {
    return (
      <Button
        variant="default"
        leftSection={<IconBookmarkPlus size={16} aria-hidden />}
        onClick={() => setName(firstWords(block).slice(0, 60) || t(`kind.${block.kind}`))}
      >
        {t('saved.save')}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name, block: JSON.stringify(block) });
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('saved.name')}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending} disabled={!name.trim()}>
          {t('saved.keep')}
        </Button>
      </Group>
    </form>
  );
}
