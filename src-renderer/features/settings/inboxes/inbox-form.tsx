import { Button, Group, MultiSelect, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Inbox } from '#shared/contract/inbox.contract.ts';
import { InboxServer } from './inbox-server.tsx';
import { type InboxValues, inboxFieldsOf, inboxValuesOf } from './inbox-values.ts';

interface InboxFormProps {
  inbox: Inbox | undefined;
  onDone(): void;
}

export function InboxForm({ inbox, onDone }: InboxFormProps) {
  const { t } = useTranslation(['feedback', 'common']);
  const { form, revision } = useRecordForm<InboxValues>(inbox ?? { revision: 0 }, inboxValuesOf(inbox));
  const { data: senders = [] } = useQuery(api.senders.list.queryOptions());
  const options = {
    onSuccess() {
      toast.done(t('common:saved'));
      onDone();
    },
    onError: (error: Error) => showFormError(form, error),
  };
  const create = useMutation(api.inboxes.create.mutationOptions(options));
  const update = useMutation(api.inboxes.update.mutationOptions(options));
  const submit = form.onSubmit((values) =>
    inbox ? update.mutate({ id: inbox.id, revision, ...inboxFieldsOf(values) }) : create.mutate(inboxFieldsOf(values)),
  );
  const { protocol, afterwards, plus_addressing } = form.getValues();
  const ways = protocol === 'imap' ? (['mark', 'move', 'delete', 'keep'] as const) : (['keep', 'delete'] as const);
  const real = senders.filter(({ provider }) => provider !== 'test_mailbox');
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput label={t('inbox.name')} required maxLength={120} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('inbox.address')}
          description={t('inbox.address_hint')}
          type="email"
          required
          {...form.getInputProps('address')}
        />
        <InboxServer form={form} kept={{ password: inbox?.has_password ?? false, grant: Boolean(inbox?.oauth) }} />
        <Group grow align="flex-start">
          <Select
            label={t('inbox.afterwards')}
            allowDeselect={false}
            data={ways.map((value) => ({ value, label: t(`inbox.afterwards_${value}`) }))}
            {...form.getInputProps('afterwards')}
          />
          {afterwards === 'move' && (
            <TextInput label={t('inbox.done_folder')} required {...form.getInputProps('done_folder')} />
          )}
        </Group>
        <Switch
          label={t('inbox.plus')}
          description={t('inbox.plus_hint')}
          {...form.getInputProps('plus_addressing', { type: 'checkbox' })}
        />
        {plus_addressing && (
          <MultiSelect
            label={t('inbox.senders')}
            description={t('inbox.senders_hint')}
            data={real.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('sender_ids')}
          />
        )}
        <Switch label={t('inbox.is_active')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={create.isPending || update.isPending}>
            {inbox ? t('common:save') : t('inbox.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
