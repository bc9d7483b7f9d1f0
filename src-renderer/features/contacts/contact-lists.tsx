import { ActionIcon, Anchor, Group, Paper, Text, Title, Tooltip } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ListStatePill } from '#renderer/pickers/list-state-pill.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Contact } from '#shared/contract/contact.contract.ts';
import { AddToList } from './add-to-list.tsx';
import classes from './contacts.module.css';

/** The lists that a contact is or was on. */
export function ContactLists({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const may = useMay();
  const remove = useMutation(
    api.lists.removeMember.mutationOptions({
      onSuccess: (_done, { id }) =>
        toast.done(t('lists.removed', { list: contact.lists.find((list) => list.id === id)?.name })),
      onError: toast.failed,
    }),
  );
  const askToRemove = ({ id, name }: Contact['lists'][number]) =>
    confirm({
      title: t('lists.remove_title', { list: name }),
      body: t('lists.remove_body'),
      action: t('lists.remove'),
      danger: true,
      onConfirm: () => remove.mutate({ id, contact_id: contact.id }),
    });
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('lists.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('lists.title')}</Title>
        {may('list.write') && <AddToList contactIds={[contact.id]} variant="default" size="xs" />}
      </Group>
      {contact.lists.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('lists.none')}
        </Text>
      )}
      {contact.lists.map((list) => (
        <div key={list.id} className={classes.membership}>
          <Anchor component={Link} href={`/contacts?list=${list.id}`} c="inherit" truncate flex={1}>
            {list.name}
          </Anchor>
          <Text size="xs" c="dimmed">
            {format.instant(list.changed_at, 'date')}
          </Text>
          <ListStatePill state={list.state} />
          {may('list.write') && (
            <Tooltip label={t('lists.remove')}>
              <ActionIcon
                aria-label={t('lists.remove_from', { list: list.name })}
                disabled={list.state === 'unsubscribed'}
                onClick={() => askToRemove(list)}
              >
                <IconUserMinus size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      ))}
    </Paper>
  );
}
