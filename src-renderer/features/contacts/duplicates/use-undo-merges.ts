import { useTranslation } from 'react-i18next';
import { client } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';

/** Takes merges apart again, and says what could not be. */
export function useUndoMerges() {
  const { t } = useTranslation('contacts');
  return (merge_ids: string[]) =>
    void client.duplicates.undo({ merge_ids }).then(({ undone, kept }) => {
      toast.done(t('duplicates.undone', { count: undone }));
      if (kept > 0) toast.note(t('duplicates.kept', { count: kept }));
    }, toast.failed);
}
