import { ActionIcon, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { PushDevice } from '#shared/contract/push-device.contract.ts';
import classes from './contact-consent.module.css';

/** Browsers and apps that show a contact push messages, and how there come to be more. */
export function ContactDevices({ id }: { id: string }) {
  const { t } = useTranslation('push');
  const may = useMay();
  const { data, error } = useQuery(api.pushDevices.list.queryOptions({ input: { contact_id: id } }));
  if (!data && !error) return null;
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('panel.title')}>
      <Title order={2} mb="xs">
        {t('panel.title')}
      </Title>
      {error && !data && (
        <Text size="sm" c="red" role="alert">
          {describeError(error).message}
        </Text>
      )}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('panel.none')}
        </Text>
      )}
      {data?.map((device) => (
        <Device key={device.id} device={device} contactId={id} />
      ))}
      {may('contact.write') && <HowTo id={id} />}
    </Paper>
  );
}

function Device({ device, contactId }: { device: PushDevice; contactId: string }) {
  const { t } = useTranslation('push');
  const format = useFormat();
  const may = useMay();
  const queries = useQueryClient();
  const remove = useMutation(
    api.pushDevices.remove.mutationOptions({
      onSuccess() {
        toast.done(t('panel.removed'));
        void queries.invalidateQueries({ queryKey: api.pushDevices.list.key({ input: { contact_id: contactId } }) });
      },
      onError: toast.failed,
    }),
  );
  const name = device.label || t('panel.unnamed');
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm" py={4}>
      <div style={{ minWidth: 0 }}>
        <Text truncate>{name}</Text>
        <Text size="sm" c="dimmed">
          {t(`panel.service.${device.service}`)} · {t('panel.since', { when: format.instant(device.seen_at) })}
        </Text>
      </div>
      {may('contact.write') && (
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={remove.isPending}
          aria-label={t('panel.remove', { name, interpolation: { escapeValue: false } })}
          onClick={() => remove.mutate({ id: device.id })}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

/** Asked for only when somebody opens it. */
function HowTo({ id }: { id: string }) {
  const { t } = useTranslation('push');
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({
    ...api.pushDevices.access.queryOptions({ input: { contact_id: id } }),
    enabled: isOpen,
  });
  return (
    <details className={classes.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('panel.how')}</summary>
      {error && (
        <Text size="sm" c="red" role="alert">
          {describeError(error).message}
        </Text>
      )}
      {data?.script === null && <Text size="sm">{t('panel.no_sender')}</Text>}
      {data && data.script !== null && (
        <Stack gap="xs" mt="xs">
          <Text size="sm">{t('panel.page')}</Text>
          <Code block tabIndex={0}>
            {data.script}
          </Code>
          <Text size="sm">{t('panel.worker')}</Text>
          <Code block tabIndex={0}>
            {data.worker}
          </Code>
          <Text size="sm" c="dimmed">
            {t('panel.token')}
          </Text>
        </Stack>
      )}
    </details>
  );
}
