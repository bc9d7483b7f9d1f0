import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';

export function useSaveOrganization<Values extends object>(
  form: UseFormReturnType<Values>,
  rename: Record<string, string> = {},
) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation(
    api.organization.update.mutationOptions({
      onSuccess(organization) {
        form.resetDirty();
        queries.setQueryData(api.organization.get.queryKey(), organization);
        toast.done(t('saved'));
      },
      onError: (error) => showFormError(form, error, rename),
    }),
  );
}
