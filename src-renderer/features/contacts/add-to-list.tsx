import { Button, type ButtonProps, Popover, Stack } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ListPicker } from '#renderer/pickers/list-picker.tsx';
import { toast } from '#renderer/ui/toast.tsx';

interface AddToListProps extends Pick<ButtonProps, 'variant' | 'size'> {
  contactIds: string[];
  onDone?(): void;
}

/** A button that asks for a list and puts contacts on it. Whoever has left it stays away, and that is said. */
export function AddToList({ contactIds, onDone, variant = 'subtle', size }: AddToListProps) {
  const { t } = useTranslation('contacts');
  const [opened, setOpened] = useState(false);
  const [list, setList] = useState<string | null>(null);
  const add = useMutation(
    api.lists.addMembers.mutationOptions({
      onSuccess({ added, kept_unsubscribed }) {
        if (added > 0 || kept_unsubscribed === 0) toast.done(t('add.done', { count: added }));
        if (kept_unsubscribed > 0) toast.note(t('add.kept_away', { count: kept_unsubscribed }));
        setOpened(false);
        setList(null);
        onDone?.();
      },
      onError: toast.failed,
    }),
  );
  return (
    <Popover opened={opened} onChange={setOpened} width={300} trapFocus position="top" shadow="md">
      <Popover.Target>
        <Button
          variant={variant}
          size={size}
          color={variant === 'subtle' ? 'gray' : undefined}
          leftSection={<IconListDetails size={18} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t('add.open')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <ListPicker
            label={t('add.list')}
            value={list}
            onChange={setList}
            comboboxProps={{ withinPortal: false }}
            data-autofocus
          />
          <Button
            disabled={list === null}
            loading={add.isPending}
            onClick={() => list && add.mutate({ id: list, contact_ids: contactIds })}
          >
            {t('add.action', { count: contactIds.length })}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
