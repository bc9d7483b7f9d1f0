import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { TemplateRow } from '#shared/contract/template.contract.ts';

/** What can be done with a whole template. */
export function useTemplateActions(
  { id, name }: Pick<TemplateRow, 'id' | 'name'>,
  onGone: () => void = () => undefined,
) {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  const onError = toast.failed;
  const undelete = useMutation(
    api.templates.undelete.mutationOptions({ onSuccess: () => toast.done(t('undeleted')), onError }),
  );
  const duplicate = useMutation(
    api.templates.duplicate.mutationOptions({
      onSuccess: (copy) => toast.done(t('duplicated', { name: copy.name })),
      onError,
    }),
  );
  const remove = useMutation(
    api.templates.delete.mutationOptions({
      onSuccess: () => {
        toast.done(t('deleted'), { label: common('undo'), onClick: () => undelete.mutate({ id }) });
        onGone();
      },
      onError,
    }),
  );
  const purge = useMutation(api.templates.purge.mutationOptions({ onSuccess: () => toast.done(t('purged')), onError }));
  return {
    undelete: () => undelete.mutate({ id }),
    duplicate: () => duplicate.mutate({ id }),
    remove: () => remove.mutate({ id }),
    purge: () =>
      confirm({
        title: t('purge_title', { name }),
        body: t('purge_body'),
        action: t('purge'),
        danger: true,
        onConfirm: () => purge.mutate({ id }),
      }),
  };
}
