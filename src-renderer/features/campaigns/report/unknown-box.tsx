import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';

/** Messages that the server may or may not have taken before the line broke. A person decides. */
export function UnknownBox({ id, count, name }: { id: string; count: number; name?: string }) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const { mutate, isPending } = useMutation(
    api.campaigns.resolveUnknown.mutationOptions({
      onSuccess: ({ changed }) => toast.done(t('unknown.done', { count: changed })),
      onError: toast.failed,
    }),
  );
  const sendAgain = () =>
    confirm({
      title: t('unknown.again_title'),
      body: t('unknown.again_body', { count }),
      action: t('unknown.again', { count }),
      onConfirm: () => mutate({ id, choice: 'send_again' }),
    });
  return (
    <Alert
      role="note"
      color="amber"
      icon={<IconHelpCircle size={18} aria-hidden />}
      title={name ? `${name}: ${t('unknown.title', { count })}` : t('unknown.title', { count })}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t('unknown.body')}{' '}
          {may('delivery.read') && (
            <Anchor component={Link} size="sm" underline="always" href={`/campaigns/${id}?tab=deliveries&show=unknown`}>
              {t('unknown.show')}
            </Anchor>
          )}
        </Text>
        {may('campaign.send') && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              loading={isPending}
              onClick={() => mutate({ id, choice: 'assume_sent' })}
            >
              {t('unknown.assume_sent')}
            </Button>
            <Button size="xs" variant="default" loading={isPending} onClick={sendAgain}>
              {t('unknown.again', { count })}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
