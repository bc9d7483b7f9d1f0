import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';

export function useNoteActions(id: string, onRewritten: () => void) {
  const { t } = useTranslation(['timeline', 'common']);
  const onError = toast.failed;
  const rewrite = useMutation(api.notes.update.mutationOptions({ onSuccess: onRewritten, onError }));
  const restore = useMutation(api.notes.restore.mutationOptions({ onError }));
  const remove = useMutation(
    api.notes.delete.mutationOptions({
      onSuccess: () =>
        toast.done(t('note.deleted'), { label: t('common:undo'), onClick: () => restore.mutate({ id }) }),
      onError,
    }),
  );
  return {
    rewrite: (text: string) => rewrite.mutate({ id, text }),
    remove: () => remove.mutate({ id }),
    isPending: rewrite.isPending || remove.isPending,
  };
}
