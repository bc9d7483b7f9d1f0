import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Sender } from '#shared/contract/sender.contract.ts';
import { describeProvider, type ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { FailoverSelect } from './failover-select.tsx';
import { ProviderFields } from './provider-fields.tsx';
import { ProviderSelect } from './provider-select.tsx';
import { ReportAddress } from './report-address.tsx';
import { SenderLimits } from './sender-limits.tsx';
import { SenderServer } from './sender-server.tsx';
import { fieldsOf, mailboxFieldsOf, providerValues, type SenderValues, valuesOf } from './sender-values.ts';
import { WarmUpFields } from './warm-up-fields.tsx';

interface SenderFormProps {
  sender: Sender | undefined;
  onDone(): void;
}

export function SenderForm({ sender, onDone }: SenderFormProps) {
  const { t } = useTranslation(['settings', 'common']);
  const { form, revision } = useRecordForm<SenderValues>(sender ?? { revision: 0 }, valuesOf(sender));
  const { save, isPending } = useSave(form, onDone);
  const { timezone } = useFormat();
  const { provider } = form.getValues();
  const { channel, server, built_in } = describeProvider(provider);
  const isChat = channel === 'chat';
  const choose = (chosen: ProviderName) => {
    const { per_second } = describeProvider(chosen);
    const { rate } = form.getValues();
    form.clearErrors();
    form.setValues({ provider: chosen, ...providerValues(chosen), rate: { ...rate, per_second: per_second ?? '' } });
  };
  return (
    <form onSubmit={form.onSubmit((values) => save(values, sender, revision))}>
      <Stack gap="md">
        {!sender && <ProviderSelect value={provider} onChange={choose} />}
        <TextInput
          label={t('sender.name')}
          description={t('sender.name_hint')}
          required
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        {channel === 'email' && <SenderEnvelope form={form} />}
        {server && !built_in && (
          <SenderServer form={form} kept={{ password: sender?.has_password ?? false, grant: Boolean(sender?.oauth) }} />
        )}
        {!server && <ProviderFields key={provider} provider={provider} form={form} kept={sender?.kept_secrets ?? []} />}
        {sender && describeProvider(provider).reports && <ReportAddress sender={sender} />}
        <SenderLimits form={form} lines={!isChat} />
        {!built_in && !isChat && <WarmUpFields form={form} today={dayInZone(Date.now(), timezone)} />}
        {!built_in && !isChat && <FailoverSelect form={form} own={sender?.id} channel={channel} />}
        {sender && (
          <Text size="sm" c="dimmed">
            {t('sender.limits_live')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {sender ? t('common:save') : t('sender.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** As whom mail comes. */
function SenderEnvelope({ form }: { form: UseFormReturnType<SenderValues> }) {
  const { t } = useTranslation('settings');
  return (
    <>
      <Group grow align="flex-start">
        <TextInput label={t('sender.from_name')} maxLength={120} {...form.getInputProps('from_name')} />
        <TextInput label={t('sender.from_email')} type="email" required {...form.getInputProps('from_email')} />
      </Group>
      <TextInput
        label={t('sender.reply_to')}
        description={t('sender.reply_to_hint')}
        type="email"
        {...form.getInputProps('reply_to')}
      />
    </>
  );
}

function useSave(form: UseFormReturnType<SenderValues>, onDone: () => void) {
  const { t } = useTranslation();
  const options = {
    onSuccess() {
      toast.done(t('saved'));
      onDone();
    },
    onError: (error: Error) => showFormError(form, error),
  };
  const create = useMutation(api.senders.create.mutationOptions(options));
  const update = useMutation(api.senders.update.mutationOptions(options));
  return {
    isPending: create.isPending || update.isPending,
    save(values: SenderValues, sender: Sender | undefined, revision: number) {
      if (!sender) return create.mutate({ provider: values.provider, ...fieldsOf(values) });
      const fields = describeProvider(sender.provider).built_in ? mailboxFieldsOf(values) : fieldsOf(values);
      update.mutate({ id: sender.id, revision, ...fields });
    },
  };
}
