import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconSignature, IconWorld } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { SendingDomain } from '#shared/contract/sending-health.contract.ts';
import { FindingRow } from './finding-row.tsx';

export function DomainCard({ domain, writes }: { domain: SendingDomain; writes: boolean }) {
  const { t } = useTranslation('sending_health');
  const format = useFormat();
  const queries = useQueryClient();
  const options = {
    onSuccess: () => queries.invalidateQueries({ queryKey: api.sendingHealth.get.key() }),
    onError: toast.failed,
  };
  const check = useMutation(api.sendingHealth.check.mutationOptions(options));
  const makeKey = useMutation(api.sendingHealth.makeKey.mutationOptions(options));
  const name = domain.domain;
  const makeNewKey = () =>
    confirm({
      title: t('new_key_title', { domain: name }),
      body: t('new_key_body'),
      action: t('new_key'),
      danger: true,
      onConfirm: () => makeKey.mutate({ domain: name }),
    });
  return (
    <Paper component="article" withBorder radius="md" p="md" aria-label={name}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <IconWorld size={22} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" style={{ flex: 'none' }} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={500}>{name}</Text>
            <StatusPill
              tone={domain.signs ? 'success' : 'neutral'}
              icon={IconSignature}
              label={t(domain.signs ? 'signs' : 'unsigned')}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {t('used_by', { senders: domain.senders.join(', ') })} ·{' '}
            {domain.checked_at ? t('checked', { at: format.instant(domain.checked_at, 'minute') }) : t('never')}
          </Text>
        </div>
        {writes && (
          <Group gap={4} wrap="nowrap">
            <Button
              variant="default"
              size="xs"
              loading={check.isPending}
              onClick={() => check.mutate({ domain: name })}
            >
              {t('check')}
            </Button>
            <Button
              variant="default"
              size="xs"
              loading={makeKey.isPending}
              onClick={domain.has_key ? makeNewKey : () => makeKey.mutate({ domain: name })}
            >
              {t(domain.has_key ? 'new_key' : 'make_key')}
            </Button>
          </Group>
        )}
      </Group>
      {!domain.aligned && (
        <Alert color="amber" icon={<IconAlertTriangle size={18} aria-hidden />} mt="sm">
          {t('misaligned', { domain: domain.return_domain })}
        </Alert>
      )}
      {domain.worsened.map(({ record, since }) => (
        <Alert key={record} color="red" icon={<IconAlertTriangle size={18} aria-hidden />} mt="sm">
          {t('worsened', { record: t(`record.${record}`), at: format.instant(since, 'minute') })}
        </Alert>
      ))}
      {domain.findings.length > 0 && (
        <Stack component="ul" gap="sm" mt="md" mb={0} p={0} style={{ listStyle: 'none' }}>
          {domain.findings.map((finding) => (
            <FindingRow key={finding.record} finding={finding} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}
