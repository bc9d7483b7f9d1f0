import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useSession } from '#renderer/data/session.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import type { Sender } from '#shared/contract/sender.contract.ts';
import classes from './settings.module.css';

interface SenderTestProps {
  sender: Sender;
  onClose(): void;
}

/** One mail through this sender, and what the server said to it, word for word. */
export function SenderTest({ sender, onClose }: SenderTestProps) {
  const { t } = useTranslation(['settings', 'push', 'common']);
  const session = useSession();
  const isMail = sender.channel === 'email';
  const isPush = sender.channel === 'push';
  const [to, setTo] = useState(isMail ? (session?.user.email ?? '') : '');
  const test = useMutation(api.senders.test.mutationOptions());
  const words = test.error && describeError(test.error);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sender.test_title', { name: sender.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate({ id: sender.id, to });
        }}
      >
        <Stack gap="md">
          {sender.channel === 'chat' ? (
            <Text size="sm" c={words ? 'red' : 'dimmed'} role={words ? 'alert' : undefined}>
              {words ? `${words.message} ${words.hint ?? ''}` : t('sender.test_chat')}
            </Text>
          ) : (
            <TextInput
              label={isPush ? t('push:test_to') : t('sender.test_to')}
              type={isMail || isPush ? 'email' : 'tel'}
              placeholder={isMail || isPush ? undefined : '+49 151 1234567'}
              required
              data-autofocus
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              error={words?.message}
              description={words?.hint}
            />
          )}
          {test.data && (
            <div role="status">
              <Group justify="space-between" mb={6}>
                {test.data.ok ? (
                  <StatusPill tone="success" icon={IconCheck} label={t('sender.test_ok')} />
                ) : (
                  <StatusPill tone="danger" icon={IconX} label={t('sender.test_failed')} />
                )}
                <Text size="xs" c="dimmed">
                  {t('sender.test_said')}
                </Text>
              </Group>
              <pre className={classes.said}>{test.data.said}</pre>
              {test.data.ok && sender.provider === 'test_mailbox' && (
                <Anchor component={Link} href="/mailbox" size="sm" mt="xs" display="inline-block">
                  {t('sender.open_mailbox')}
                </Anchor>
              )}
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:close')}
            </Button>
            <Button type="submit" loading={test.isPending}>
              {t('sender.test_send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
