import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';

export function useSaveSendingRules<Values extends object>(form: UseFormReturnType<Values>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation(
    api.sendingRules.update.mutationOptions({
      onSuccess(rules) {
        form.resetDirty();
        queries.setQueryData(api.sendingRules.get.queryKey(), rules);
        toast.done(t('saved'));
      },
      onError: (error) => showFormError(form, error),
    }),
  );
}
