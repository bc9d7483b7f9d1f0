import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';

/** Takes a whole import back, after saying what that does to how many. */
export function UndoButton({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const queries = useQueryClient();
  const undo = useMutation(
    api.imports.undo.mutationOptions({
      onSuccess: (next) => queries.setQueryData(api.imports.get.queryKey({ input: { id: job.id } }), next),
      onError: toast.failed,
    }),
  );
  const effects = useEffects(job);
  if (!job.can_undo) return null;
  const ask = () =>
    confirm({
      title: t('undo.title', { name: job.filename }),
      body: effects,
      action: t('undo.action'),
      danger: true,
      onConfirm: () => undo.mutate({ id: job.id }),
    });
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      loading={undo.isPending}
      onClick={ask}
    >
      {t('undo.action')}
    </Button>
  );
}

/** What it does to how many, a sentence each. */
function useEffects(job: ImportJob): string {
  const { t } = useTranslation('imports');
  const { created, updated, opt_outs_new } = job.progress;
  if (job.kind === 'events') return t('undo.events', { count: created });
  const sentences = [
    created > 0 && t('undo.created', { count: created }),
    updated > 0 && t('undo.updated', { count: updated }),
    t('undo.memberships'),
    opt_outs_new > 0 && t('undo.opt_outs'),
  ];
  return sentences.filter(Boolean).join(' ');
}
