import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { waitingOf } from './campaign-figures.ts';

/** Opens the copy, where its name can be changed at once. */
export function useDuplicate(): (id: string) => void {
  const { t } = useTranslation('campaign');
  const [, navigate] = useLocation();
  const { mutate } = useMutation(
    api.campaigns.duplicate.mutationOptions({
      onSuccess(copy) {
        toast.done(t('done.duplicated'));
        navigate(`/campaigns/${copy.id}`);
      },
      onError: toast.failed,
    }),
  );
  return (id) => mutate({ id });
}

/** Asks first, since it says who counts as not having opened; then opens the new draft. */
export function useResendUnopened({ id, counts }: Campaign): () => void {
  const { t } = useTranslation('campaign');
  const [, navigate] = useLocation();
  const { mutate } = useMutation(
    api.campaigns.resendUnopened.mutationOptions({
      onSuccess(draft) {
        toast.done(t('resend.done'));
        navigate(`/campaigns/${draft.id}`);
      },
      onError: toast.failed,
    }),
  );
  const opened = counts.opened_human;
  return () =>
    confirm({
      title: t('resend.title'),
      body: t('resend.body', { count: Math.max(0, counts.accepted - opened) }),
      action: t('resend.action'),
      onConfirm: () => mutate({ id }),
    });
}

export function useDeleteDraft(onDeleted?: () => void): (draft: { id: string; name: string }) => void {
  const { t } = useTranslation('campaign');
  const queries = useQueryClient();
  const { mutate } = useMutation(
    api.campaigns.delete.mutationOptions({
      onSuccess() {
        toast.done(t('done.deleted'));
        void queries.invalidateQueries({ queryKey: api.campaigns.list.key() });
        onDeleted?.();
      },
      onError: toast.failed,
    }),
  );
  return ({ id, name }) =>
    confirm({
      title: t('delete.title', { name }),
      body: t('delete.body'),
      action: t('action.delete_draft'),
      danger: true,
      onConfirm: () => mutate({ id }),
    });
}

/** Pause, resume, cancel, back to draft, and an end to the hold; the answer is shown before the notice of it comes. */
export function useRunActions(campaign: Campaign) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const queries = useQueryClient();
  const { id } = campaign;
  const options = {
    onSuccess: (changed: Campaign) => queries.setQueryData(api.campaigns.get.queryKey({ input: { id } }), changed),
    onError(error: unknown) {
      toast.failed(error);
      void queries.invalidateQueries({ queryKey: api.campaigns.get.key({ input: { id } }) });
    },
  };
  const pause = useMutation(api.campaigns.pause.mutationOptions(options));
  const resume = useMutation(api.campaigns.resume.mutationOptions(options));
  const cancel = useMutation(api.campaigns.cancel.mutationOptions(options));
  const unschedule = useMutation(api.campaigns.unschedule.mutationOptions(options));
  const send = useMutation(api.campaigns.send.mutationOptions(options));
  return {
    busy: pause.isPending || resume.isPending || cancel.isPending || unschedule.isPending || send.isPending,
    pause: () => pause.mutate({ id }),
    resume: () => resume.mutate({ id }),
    unschedule: () => unschedule.mutate({ id }),
    sendNow: () => send.mutate({ id, revision: campaign.revision }),
    cancel() {
      const waiting = waitingOf(campaign.counts);
      confirm({
        title: t('cancel.title'),
        body:
          campaign.state === 'scheduled' || campaign.preparing
            ? t('cancel.before_start')
            : t('cancel.body', { count: waiting, n: format.number(waiting) }),
        action: t('cancel.action'),
        danger: true,
        onConfirm: () => cancel.mutate({ id }),
      });
    },
  };
}
