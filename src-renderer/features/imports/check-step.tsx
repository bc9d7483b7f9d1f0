import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { ImportCounts } from './import-counts.tsx';
import { ReasonTable } from './reason-table.tsx';
import { useRejectedRows } from './use-rejected-rows.ts';

interface CheckStepProps {
  job: ImportJob;
  starting: boolean;
  onBack(): void;
  onStart(): void;
}

/** The check at work, then what it found: the numbers of the import that follows. */
export function CheckStep({ job, starting, onBack, onStart }: CheckStepProps) {
  const { t } = useTranslation(['imports', 'common']);
  const rejectedRows = useRejectedRows(job.id);
  if (job.state === 'checking' || !job.checked) return <Checking job={job} />;
  const { checked, kind } = job;
  const all = checked.created + checked.updated + checked.unchanged;
  const words = kind === 'contacts' ? 'check.import' : 'check.import_events';
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Title order={2}>{t('check.title')}</Title>
        <Text c="dimmed">{t('check.changes_nothing')}</Text>
      </Stack>
      <ImportCounts counts={checked} kind={kind} />
      <ReasonTable reasons={checked.reasons} />
      <Group gap="xs">
        <Button loading={starting} disabled={all === 0} onClick={onStart}>
          {t(words, { count: all })}
        </Button>
        <Button variant="default" disabled={starting} onClick={onBack}>
          {t('common:back')}
        </Button>
        {checked.rejected + checked.warnings > 0 && (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={rejectedRows.isPending}
            onClick={() => rejectedRows.mutate()}
          >
            {t('result.download')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Checking({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const stop = useMutation(api.imports.cancel.mutationOptions({ onError: toast.failed }));
  const { rows, fraction } = job.progress;
  return (
    <Paper withBorder p="lg" maw={720}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={500}>{t('check.running')}</Text>
          <Text fw={500} className="numbers">
            {format.percent(Math.floor(fraction * 100), 100)}
          </Text>
        </Group>
        <Progress value={fraction * 100} aria-label={t('check.running')} transitionDuration={0} />
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed" className="numbers">
            {t('running.rows', { count: rows })} · {t('check.changes_nothing')}
          </Text>
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ id: job.id })}>
            {t('check.stop')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
