import { useMutation } from '@tanstack/react-query';
import { client } from '#renderer/data/client.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';

/** Saves the rows that were not taken, with the reason of each. */
export function useRejectedRows(id: string) {
  return useMutation({
    mutationFn: () => client.imports.rejected({ id }),
    onSuccess: (file) => saveFile(file.name, file),
    onError: toast.failed,
  });
}
