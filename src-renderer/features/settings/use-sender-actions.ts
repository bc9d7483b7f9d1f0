import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { Sender } from '#shared/contract/sender.contract.ts';

export function useSenderActions({ id, name }: Sender) {
  const { t } = useTranslation('settings');
  const onError = toast.failed;
  const makeDefault = useMutation(api.senders.makeDefault.mutationOptions({ onError }));
  const pause = useMutation(api.senders.pause.mutationOptions({ onError }));
  const resume = useMutation(api.senders.resume.mutationOptions({ onError }));
  const remove = useMutation(api.senders.delete.mutationOptions({ onError }));
  return {
    makeDefault: () => makeDefault.mutate({ id }),
    pause: () => pause.mutate({ id }),
    resume: () => resume.mutate({ id }),
    remove: () =>
      confirm({
        title: t('sender.delete_title', { name }),
        body: t('sender.delete_body'),
        action: t('sender.delete'),
        danger: true,
        onConfirm: () => remove.mutate({ id }),
      }),
  };
}
