import { Alert, Button, Group, List, Modal, Stack, TagsInput, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSession } from '#renderer/data/session.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { UsedAddresses } from './used-addresses.tsx';

interface TestDialogProps {
  channel: Channel;
  contact: Pick<ContactRow, 'id' | 'name'> | null;
  /** Whose data fills it in where no contact is chosen, in words. */
  otherwise: string;
  /** Which of several forms of the message is sent, in words. */
  form?: string;
  send(wish: { to: string[]; contact_id?: string }): Promise<{ results: { to: string; ok: boolean; said: string }[] }>;
  opened: boolean;
  onClose(): void;
}

/** Sends a message to a few addresses and shows what the server said about each. */
export function TestDialog({ opened, ...form }: TestDialogProps) {
  const { t } = useTranslation(['campaign', 'common']);
  const close = { 'aria-label': t('common:close') };
  return (
    <Modal opened={opened} onClose={form.onClose} title={t('test.title')} size="lg" closeButtonProps={close}>
      <TestForm {...form} />
    </Modal>
  );
}

function TestForm({ channel, contact, otherwise, form, send: deliver, onClose }: Omit<TestDialogProps, 'opened'>) {
  const { t } = useTranslation(['campaign', 'sms', 'push']);
  const common = useTranslation().t;
  const own = useSession()?.user.email;
  const [to, setTo] = useState<string[]>(own && channel === 'email' ? [own] : []);
  const [typed, setTyped] = useState('');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: deliver,
    onSuccess: () => queries.invalidateQueries({ queryKey: api.previews.testAddresses.key() }),
  });
  const words = send.error && describeError(send.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const all = typed.trim() ? [...to, typed.trim()] : to;
    setTo(all);
    setTyped('');
    if (all.length > 0) send.mutate({ to: all, contact_id: contact?.id });
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
        <UsedAddresses channel={channel} chosen={to} onUse={(address) => setTo([...to, address].slice(0, 10))} />
        <Text size="sm" c="dimmed">
          {form && `${form}: `}
          {contact ? t('test.as_contact', { name: contact.name }) : otherwise}
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
