import { Alert, Button, FileButton, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { sendFile, stopUpload, type Upload, useUploads } from './uploads.store.ts';

/** The file is on its way, or was before the window was closed. */
export function ImportUpload({ job }: { job: ImportJob }) {
  const { t } = useTranslation(['imports', 'common']);
  const format = useFormat();
  const [, navigate] = useLocation();
  const upload = useUploads(({ uploads }) => uploads[job.id]);
  const cancel = useMutation(
    api.imports.cancel.mutationOptions({
      onSuccess: () => navigate('/imports'),
      onError: toast.failed,
    }),
  );
  const stop = () => {
    stopUpload(job.id);
    cancel.mutate({ id: job.id });
  };
  return (
    <Paper withBorder p="lg" maw={720}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={500}>{upload ? t('upload.title') : t('upload.interrupted')}</Text>
          <Text c="dimmed" className="numbers">
            {t('upload.of', { done: format.bytes(job.received), all: format.bytes(job.bytes) })}
          </Text>
        </Group>
        <Progress value={(job.received / job.bytes) * 100} aria-label={t('upload.title')} />
        {upload && !upload.error && <Pace upload={upload} job={job} />}
        {upload?.error ? <Failed upload={upload} job={job} /> : null}
        {!upload && <ChooseAgain job={job} />}
        <Group justify="flex-end">
          <Button variant="default" loading={cancel.isPending} onClick={stop}>
            {t('upload.cancel')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Pace({ upload, job }: { upload: Upload; job: ImportJob }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const seconds = (Date.now() - upload.started_at) / 1_000;
  const rate = (job.received - upload.from) / Math.max(seconds, 0.1);
  if (rate <= 0) return null;
  return (
    <Text size="sm" c="dimmed" className="numbers">
      {t('upload.pace', { rate: format.bytes(rate), left: format.duration((job.bytes - job.received) / rate) })}
    </Text>
  );
}

function Failed({ upload, job }: { upload: Upload; job: ImportJob }) {
  const { t } = useTranslation(['imports', 'common']);
  const { message, hint } = describeError(upload.error);
  return (
    <Alert color="red" title={t('upload.failed')} role="alert">
      <Stack gap="xs" align="flex-start">
        {[message, hint].filter(Boolean).join(' ')}
        <Button variant="default" size="xs" onClick={() => void sendFile(job.id, upload.file, job.received)}>
          {t('common:retry')}
        </Button>
      </Stack>
    </Alert>
  );
}

function ChooseAgain({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const [other, setOther] = useState(false);
  const take = (file: File | null) => {
    if (!file) return;
    const same = file.name === job.filename && file.size === job.bytes;
    setOther(!same);
    if (same) void sendFile(job.id, file, job.received);
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Text c="dimmed">{t('upload.choose_again', { name: job.filename })}</Text>
      <FileButton onChange={take}>{(props) => <Button {...props}>{t('drop.choose')}</Button>}</FileButton>
      {other && (
        <Text c="red" size="sm" role="alert">
          {t('upload.other_file', { name: job.filename })}
        </Text>
      )}
    </Stack>
  );
}
