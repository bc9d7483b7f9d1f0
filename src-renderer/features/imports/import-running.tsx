import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';

/** The import at work, or being taken back: how far, how fast, how long still. */
export function ImportRunning({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const isUndo = job.state === 'undoing';
  const { rows, rejected, rows_per_second, seconds_left } = job.progress;
  const fraction = isUndo ? (job.undo?.fraction ?? 0) : job.progress.fraction;
  const title = t(isUndo ? 'undo.running' : job.state === 'waiting' ? 'running.waiting' : 'running.title');
  const cancel = useMutation(api.imports.cancel.mutationOptions({ onError: toast.failed }));
  const askToCancel = () =>
    confirm({
      title: t('running.cancel_title'),
      body: t('running.cancel_body'),
      action: t('running.cancel'),
      danger: true,
      onConfirm: () => cancel.mutate({ id: job.id }),
    });
  const facts = [
    t('running.rows', { count: rows }),
    rejected > 0 && t('running.rejected', { count: rejected }),
    rows_per_second > 0 && t('running.rate', { rate: format.number(Math.round(rows_per_second)) }),
    seconds_left !== null && t('running.left', { time: format.duration(seconds_left) }),
  ];
  return (
    <Paper withBorder p="lg" maw={720}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={500}>{title}</Text>
          <Text fw={500} className="numbers">
            {format.percent(Math.floor(fraction * 100), 100)}
          </Text>
        </Group>
        <Progress value={fraction * 100} aria-label={title} transitionDuration={0} />
        {!isUndo && (
          <Text size="sm" c="dimmed" className="numbers">
            {facts.filter(Boolean).join(' · ')}
          </Text>
        )}
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed">
            {t('running.goes_on')}
          </Text>
          {!isUndo && (
            <Button variant="default" loading={cancel.isPending} onClick={askToCancel}>
              {t('running.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
