import { Alert, Button, Group, List, Modal, Stack, TagsInput, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSession } from '#renderer/data/session.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { variantLetter } from '#shared/domain/experiment/experiment.ts';
import type { PreviewContact } from './use-preview.ts';

interface TestDialogProps {
  id: string;
  channel: Channel;
  contact: PreviewContact | null;
  /** Which variant is sent; null where none are compared. */
  variant: number | null;
  opened: boolean;
  onClose(): void;
}

/** Sends the saved message to a few addresses and shows what the server said about each. */
export function TestDialog({ id, channel, contact, variant, opened, onClose }: TestDialogProps) {
  const { t } = useTranslation(['campaign', 'common']);
  const close = { 'aria-label': t('common:close') };
  return (
    <Modal opened={opened} onClose={onClose} title={t('test.title')} size="lg" closeButtonProps={close}>
      <TestForm id={id} channel={channel} contact={contact} variant={variant} onClose={onClose} />
    </Modal>
  );
}

function TestForm({ id, channel, contact, variant, onClose }: Omit<TestDialogProps, 'opened'>) {
  const { t } = useTranslation(['campaign', 'sms', 'push', 'experiment']);
  const common = useTranslation().t;
  const own = useSession()?.user.email;
  const [to, setTo] = useState<string[]>(own && channel === 'email' ? [own] : []);
  const [typed, setTyped] = useState('');
  const send = useMutation(api.campaigns.sendTest.mutationOptions());
  const words = send.error && describeError(send.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const all = typed.trim() ? [...to, typed.trim()] : to;
    setTo(all);
    setTyped('');
    if (all.length > 0) send.mutate({ id, to: all, contact_id: contact?.id, variant: variant ?? undefined });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TagsInput
          label={t('test.to')}
          description={
            channel === 'push' ? t('push:test_hint') : channel === 'sms' ? t('sms:test_hint') : t('test.to_hint')
          }
          data-autofocus
          maxTags={10}
          splitChars={channel === 'sms' ? [',', ';'] : [',', ';', ' ']}
          value={to}
          onChange={setTo}
          searchValue={typed}
          onSearchChange={setTyped}
        />
        <Text size="sm" c="dimmed">
          {variant !== null && `${t('experiment:variant', { letter: variantLetter(variant) })}: `}
          {contact ? t('test.as_contact', { name: contact.name }) : t('test.as_first')}
        </Text>
        {words && (
          <Alert color="red" role="alert" title={words.message}>
            {words.hint}
          </Alert>
        )}
        {send.data && (
          <List spacing={8} center={false} aria-live="polite">
            {send.data.results.map(({ to: address, ok, said }) => (
              <List.Item
                key={address}
                icon={
                  <ThemeIcon size={20} radius="xl" variant="light" color={ok ? 'green' : 'red'}>
                    {ok ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
                  </ThemeIcon>
                }
              >
                <Text size="sm" fw={500}>
                  {ok ? t('test.sent_to', { address }) : t('test.refused_for', { address })}
                </Text>
                <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {said}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('close')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('test.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
