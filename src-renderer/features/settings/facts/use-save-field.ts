import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Field } from '#shared/contract/field.contract.ts';
import type { FieldValues } from './field-values.ts';

export function useSaveField(onDone: () => void, onError: (error: Error) => void) {
  const { t } = useTranslation();
  const options = {
    onSuccess() {
      toast.done(t('saved'));
      onDone();
    },
    onError,
  };
  const create = useMutation(api.fields.create.mutationOptions(options));
  const update = useMutation(api.fields.update.mutationOptions(options));
  return {
    isPending: create.isPending || update.isPending,
    save({ key, ...values }: FieldValues, field: Field | undefined, revision: number) {
      if (field) {
        const { label, description, type, choices } = values;
        update.mutate({ id: field.id, revision, label, description, type, choices });
      } else create.mutate({ ...values, key: key || undefined });
    },
  };
}
