import { Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { Sender } from '#shared/contract/sender.contract.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { SenderSign } from './sender-sign.tsx';

interface SenderSelectProps {
  channel: Channel;
  label: string;
  value: string | null;
  onChange(id: string): void;
  disabled?: boolean;
}

/** The senders by name, with the address that recipients see. */
export function SenderSelect({ channel, label, value, onChange, disabled }: SenderSelectProps) {
  const { t } = useTranslation('campaign');
  const { data = [] } = useQuery(api.senders.list.queryOptions());
  const senders = data.filter((sender) => sender.channel === channel);
  const byId = new Map(senders.map((sender) => [sender.id, sender]));
  return (
    <Select
      aria-label={label}
      placeholder={t('sender.choose')}
      disabled={disabled}
      value={value}
      onChange={(id) => id && onChange(id)}
      data={senders.map((sender) => ({ value: sender.id, label: fromLine(sender) }))}
      renderOption={({ option }) => {
        const sender = byId.get(option.value);
        return sender ? <SenderOption sender={sender} /> : option.label;
      }}
    />
  );
}

/** As a mail program shows it; by its own name what sends no mail. */
export function fromLine({ name, from_name, from_email }: Pick<Sender, 'name' | 'from_name' | 'from_email'>): string {
  if (from_email === '') return name;
  return from_name ? `${from_name} <${from_email}>` : from_email;
}

function SenderOption({ sender }: { sender: Sender }) {
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap" flex={1}>
      <Stack gap={0} miw={0}>
        <Text size="sm" truncate>
          {sender.name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {fromLine(sender)}
        </Text>
      </Stack>
      <SenderSign sender={sender} />
    </Group>
  );
}
