import { useMutation } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import { useFollowed } from '#renderer/pickers/followed-work.store.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { BulkActionInput, BulkEdit, ContactTarget } from '#shared/contract/bulk-edit.contract.ts';

/** Starts a change of many, which is then followed until it has ended. */
export function useBulkEdit(onStarted?: (edit: BulkEdit) => void) {
  const follow = useFollowed((state) => state.follow);
  const mutation = useMutation(
    api.bulkEdits.start.mutationOptions({
      onSuccess(edit) {
        follow(edit.id);
        onStarted?.(edit);
      },
      onError: toast.failed,
    }),
  );
  return {
    starting: mutation.isPending,
    /** @returns whether it is under way */
    start: (order: { target: ContactTarget; action: BulkActionInput }): Promise<boolean> =>
      mutation.mutateAsync(order).then(
        () => true,
        () => false,
      ),
  };
}
