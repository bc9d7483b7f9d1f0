import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { Field } from '#shared/contract/field.contract.ts';

/** Ordering and deleting of the fields there are. */
export function useFieldActions(fields: Field[]) {
  const { t } = useTranslation(['fields', 'common']);
  const queries = useQueryClient();
  const key = api.fields.list.queryKey({ input: {} });
  const onError = toast.failed;
  const restore = useMutation(api.fields.restore.mutationOptions({ onError }));
  const remove = useMutation(api.fields.delete.mutationOptions({ onError }));
  const reorder = useMutation(
    api.fields.reorder.mutationOptions({ onError, onSettled: () => queries.invalidateQueries({ queryKey: key }) }),
  );

  function move(at: number, by: 1 | -1) {
    const moved = [...fields];
    const [field] = moved.splice(at, 1);
    if (!field) return;
    moved.splice(at + by, 0, field);
    queries.setQueryData(key, moved);
    reorder.mutate({ ids: moved.map(({ id }) => id) });
  }

  async function askToDelete({ id, key: fieldKey, label }: Field) {
    const usage = await queries.ensureQueryData(api.fields.usage.queryOptions());
    const count = usage.find((one) => one.key === fieldKey)?.contacts ?? 0;
    const undo = { label: t('common:undo'), onClick: () => restore.mutate({ id }) };
    confirm({
      title: t('delete_title', { name: label }),
      body: t('delete_body', { count }),
      action: t('delete'),
      danger: true,
      onConfirm: () => remove.mutate({ id }, { onSuccess: () => toast.done(t('deleted', { name: label }), undo) }),
    });
  }

  return { move, askToDelete };
}
