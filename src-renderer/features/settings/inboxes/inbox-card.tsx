import { ActionIcon, Alert, Button, Group, Menu, Paper, Text } from '@mantine/core';
import { IconCheck, IconDots, IconInbox, IconPlayerPause, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Inbox } from '#shared/contract/inbox.contract.ts';

interface InboxCardProps {
  inbox: Inbox;
  writes: boolean;
  onEdit(): void;
}

export function InboxCard({ inbox, writes, onEdit }: InboxCardProps) {
  const { t } = useTranslation('feedback');
  const format = useFormat();
  const { id, name } = inbox;
  const test = useMutation(api.inboxes.test.mutationOptions({ onError: toast.failed }));
  const read = useMutation(
    api.inboxes.read.mutationOptions({ onSuccess: () => toast.done(t('inbox.reading')), onError: toast.failed }),
  );
  const remove = useMutation(api.inboxes.delete.mutationOptions({ onError: toast.failed }));
  const askToRemove = () =>
    confirm({
      title: t('inbox.delete_title', { name }),
      body: t('inbox.delete_body'),
      action: t('inbox.delete'),
      danger: true,
      onConfirm: () => remove.mutate({ id }),
    });
  const facts = [
    `${inbox.protocol.toUpperCase()} ${inbox.host}:${inbox.port}`,
    t(`inbox.security_${inbox.security}`),
    inbox.checked_at
      ? t('inbox.checked', { at: format.instant(inbox.checked_at, 'minute'), n: format.number(inbox.mails_read) })
      : t('inbox.never'),
  ];
  return (
    <Paper component="article" withBorder radius="md" p="md" aria-label={name}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <IconInbox size={22} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" style={{ flex: 'none' }} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={500}>{name}</Text>
            {!inbox.is_active && <StatusPill tone="warning" icon={IconPlayerPause} label={t('inbox.paused')} />}
            {inbox.is_active && !inbox.trouble && inbox.checked_at && (
              <StatusPill tone="success" icon={IconCheck} label={t('inbox.active')} />
            )}
          </Group>
          <Text size="sm" c="dimmed" truncate>
            {inbox.address}
          </Text>
          <Text size="sm" c="dimmed">
            {facts.join(' · ')}
          </Text>
          {inbox.plus_addressing && inbox.sender_ids.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('inbox.own_paths')}
            </Text>
          )}
        </div>
        {writes && (
          <Group gap={4} wrap="nowrap">
            <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate({ id })}>
              {t('inbox.test')}
            </Button>
            <Button variant="default" size="xs" onClick={onEdit}>
              {t('inbox.edit')}
            </Button>
            <Menu>
              <Menu.Target>
                <ActionIcon aria-label={t('inbox.more', { name })}>
                  <IconDots size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item disabled={!inbox.is_active} onClick={() => read.mutate({ id })}>
                  {t('inbox.read_now')}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item color="red" onClick={askToRemove}>
                  {t('inbox.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        )}
      </Group>
      {test.data?.ok && (
        <Alert color="green" icon={<IconCheck size={18} aria-hidden />} mt="sm" role="status">
          {t('inbox.test_ok', { mails: format.number(test.data.mails ?? 0) })}
        </Alert>
      )}
      {test.data?.ok === false && <Trouble said={test.data.said} />}
      {!test.data && inbox.trouble && inbox.is_active && <Trouble said={inbox.trouble} />}
    </Paper>
  );
}

function Trouble({ said }: { said: string }) {
  const { t } = useTranslation('feedback');
  return (
    <Alert color="red" icon={<IconX size={18} aria-hidden />} mt="sm" title={t('inbox.trouble')} role="status">
      {said}
    </Alert>
  );
}
