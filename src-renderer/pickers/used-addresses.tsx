import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Channel } from '#shared/domain/channel/channel.ts';

interface UsedAddressesProps {
  channel: Channel;
  /** Those that are chosen already. */
  chosen: readonly string[];
  onUse(address: string): void;
}

/** Where one has sent tests to before: taken up again by one press, or forgotten. */
export function UsedAddresses({ channel, chosen, onUse }: UsedAddressesProps) {
  const { t } = useTranslation('odd_people');
  const queries = useQueryClient();
  const input = { channel };
  const { data } = useQuery(api.previews.testAddresses.queryOptions({ input }));
  const forget = useMutation(
    api.previews.forgetTestAddress.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.previews.testAddresses.key({ input }) }),
      onError: toast.failed,
    }),
  );
  const others = data?.items.filter((address) => !chosen.includes(address)) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-label={t('remembered')}>
      <Text size="sm" c="dimmed" mb={4}>
        {t('remembered')}
      </Text>
      <Group gap={6}>
        {others.map((address) => (
          <Group key={address} gap={2} wrap="nowrap" maw="100%">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('use', { address })}
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => onUse(address)}
            >
              {address}
            </Button>
            <ActionIcon
              size="sm"
              aria-label={t('forget', { address })}
              loading={forget.isPending && forget.variables.address === address}
              onClick={() => forget.mutate({ channel, address })}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Group>
    </section>
  );
}
