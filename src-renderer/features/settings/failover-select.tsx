import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { describeProvider } from '#shared/domain/channel/provider-catalog.ts';
import type { SenderValues } from './sender-values.ts';

interface FailoverSelectProps {
  form: UseFormReturnType<SenderValues>;
  own: string | undefined;
  channel: Channel;
}

/** Who sends while this one can't. */
export function FailoverSelect({ form, own, channel }: FailoverSelectProps) {
  const { t } = useTranslation('sending');
  const { data = [] } = useQuery(api.senders.list.queryOptions());
  const others = data.filter(
    (sender) => sender.id !== own && sender.channel === channel && !describeProvider(sender.provider).built_in,
  );
  if (others.length === 0) return null;
  return (
    <Select
      label={t('failover.label')}
      description={t('failover.hint')}
      placeholder={t('failover.nobody')}
      clearable
      data={others.map(({ id, name }) => ({ value: id, label: name }))}
      {...form.getInputProps('failover_id')}
    />
  );
}
