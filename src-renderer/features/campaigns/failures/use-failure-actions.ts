import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { FailureGroup } from '#shared/contract/failure.contract.ts';
import { REMEDIES } from '#shared/domain/delivery/failure-cause.ts';

interface Choice {
  cause?: FailureGroup['cause'];
  campaign_id?: string;
}

/** Trying again and discarding, each after a question that says what happens to how many. */
export function useFailureActions(choice: Choice, count: number, cause?: FailureGroup['cause']) {
  const { t } = useTranslation('failures');
  const retry = useMutation(
    api.failures.retry.mutationOptions({
      onSuccess({ queued, left }) {
        if (queued > 0) toast.done(t('retried', { count: queued }));
        if (left > 0) toast.note(t('left', { count: left }));
      },
      onError: toast.failed,
    }),
  );
  const discard = useMutation(
    api.failures.discard.mutationOptions({
      onSuccess: ({ discarded }) => toast.done(t('discarded', { count: discarded })),
      onError: toast.failed,
    }),
  );
  const warning = cause && REMEDIES[cause] !== 'retry' ? ` ${t('retry_again_fix')}` : '';
  return {
    busy: retry.isPending || discard.isPending,
    retry: () =>
      confirm({
        title: t('retry_title'),
        body: t('retry_body', { count }) + warning,
        action: t('retry'),
        onConfirm: () => retry.mutate(choice),
      }),
    discard: () =>
      confirm({
        title: t('discard_title'),
        body: t('discard_body', { count }),
        action: t('discard'),
        danger: true,
        onConfirm: () => discard.mutate(choice),
      }),
  };
}
