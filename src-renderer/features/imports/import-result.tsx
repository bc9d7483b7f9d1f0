import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { useRejectedRows } from './use-rejected-rows.ts';

/** What has become of the rows of a file. */
export function ImportResult({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { rows, created, updated, unchanged, duplicates, rejected, warnings } = job.progress;
  const rejectedRows = useRejectedRows(job.id);
  const whole = job.received === job.bytes;
  return (
    <Stack gap="lg">
      {job.problem && (
        <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('result.failed')} maw={720}>
          {job.problem}
        </Alert>
      )}
      <Text>
        {t(`result.${job.state === 'done' ? 'done' : 'stopped'}`, {
          count: rows,
          when: format.instant(job.finished_at ?? job.created_at),
        })}
      </Text>
      <SimpleGrid cols={{ base: 2, md: 3, xl: 6 }} spacing="md">
        <StatTile label={t('result.created')} value={created} />
        <StatTile label={t('result.updated')} value={updated} />
        <StatTile label={t('result.unchanged')} value={unchanged} />
        <StatTile label={t('result.duplicates')} value={duplicates} note={t('result.duplicates_note')} />
        <StatTile label={t('result.warnings')} value={warnings} note={t('result.warnings_note')} />
        <StatTile label={t('result.rejected')} value={rejected} note={t('result.rejected_note')} />
      </SimpleGrid>
      <Group gap="xs">
        <Button component={Link} href="/contacts">
          {t('result.show_contacts')}
        </Button>
        {rejected + warnings > 0 && (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={rejectedRows.isPending}
            onClick={() => rejectedRows.mutate()}
          >
            {t('result.download')}
          </Button>
        )}
        {job.state !== 'done' && whole && (
          <Button component={Link} href={`/imports/${job.id}?again`} variant="default">
            {t('result.again')}
          </Button>
        )}
        <Button component={Link} href="/imports/new" variant="default">
          {t('result.another')}
        </Button>
        <ForgetFile job={job} />
      </Group>
    </Stack>
  );
}

function ForgetFile({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const [, navigate] = useLocation();
  const forget = useMutation(
    api.imports.delete.mutationOptions({
      onSuccess() {
        toast.done(t('forget.done', { name: job.filename }));
        navigate('/imports');
      },
      onError: toast.failed,
    }),
  );
  const ask = () =>
    confirm({
      title: t('forget.title', { name: job.filename }),
      body: t('forget.body'),
      action: t('forget.action'),
      danger: true,
      onConfirm: () => forget.mutate({ id: job.id }),
    });
  return (
    <Button variant="subtle" color="gray" leftSection={<IconTrash size={18} aria-hidden />} onClick={ask}>
      {t('forget.action')}
    </Button>
  );
}
